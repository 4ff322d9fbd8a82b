import AssayReports
import CEL
import Documents
import Records

/// How an answer is told.
struct AnswerText {
  private let value: Value
  private let type: CELType
  private let source: RecordSource

  init(_ value: Value, _ type: CELType, _ source: RecordSource) {
    self.value = value
    self.type = type
    self.source = source
  }

  /// Whether it is a value: neither unknown nor an error.
  var isValue: Bool { !value.isMissing }

  /// One line: `true`, `(error: divide by zero)`.
  var line: String { value.printed(source).visible(20_000) + "\n" }

  /// One JSON document: `type`, and `value`, `unknown` or `error`.
  var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("type", type.description)
      switch value {
      case .error(let error):
        json.member("error", error.message)
        json.member("code", error.code.rawValue)
      case .unknown(let set):
        json.member(
          "unknown",
          set.entries.map { "\($0.path): \($0.reason.kind.rawValue): \($0.reason.detail)" })
      default:
        json.key("value")
        value.write(to: &json, source)
      }
    }
    return json.bytes + Array("\n".utf8)
  }
}
