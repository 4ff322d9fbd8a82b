import AssayReports
import Documents
import IAM

/// Where a statement stands, as people and programs read it.
struct StatementPlace {
  let path: String
  let position: Position

  init(_ place: Statement.Place) {
    let (file, range) = place.file.outermost(place.range)
    path = file.path
    position = file.position(at: range.start)
  }

  /// `policy.json:7:5: `; empty when nothing is known.
  static func prefix(_ place: Statement.Place?) -> String {
    guard let place = place.map(Self.init) else { return "" }
    return "\(place.path.visible(300)):\(place.position.line):\(place.position.column): "
  }

  /// Members `path`, `line` and `column`; null when nothing is known.
  static func write(_ place: Statement.Place?, to json: inout JSONWriter) {
    let place = place.map(Self.init)
    json.member("path", place?.path)
    for (key, number) in [("line", place?.position.line), ("column", place?.position.column)] {
      json.key(key)
      if let number { json.int(Int64(number)) } else { json.null() }
    }
  }
}

extension Diagnostic {
  /// Members of an object: place, code, message.
  func write(to json: inout JSONWriter) {
    json.member("path", place.path)
    json.member("line", place.start.line)
    json.member("column", place.start.column)
    json.member("severity", severity.rawValue)
    json.member("code", code)
    json.member("message", message)
  }
}

extension Request {
  /// The request on one line, in the form that `assay iam simulate` reads.
  var line: String {
    var json = JSONWriter(pretty: false)
    write(to: &json)
    return String(decoding: json.bytes, as: UTF8.self).visible(20_000)
  }
}
