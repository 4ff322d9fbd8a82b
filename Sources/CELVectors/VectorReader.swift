import CEL
package import Documents

/// Files of vectors -> cases, each understood or with the reason why not.
///
/// In: JSON of the format `assay-cel-conformance/1`. Out: one entry per case, in file order, and one
/// for a file that is none. It never guesses: a key, a kind of value or a type that it does not
/// know, and anything that lacks, makes the case one that is not understood.
package enum VectorReader {
  /// What the `format` of a file must say.
  package static let format = "assay-cel-conformance/1"

  /// One case of a file.
  package struct Entry: Sendable {
    /// That of the vector, or the path with the position of one that has none.
    package var id: String
    package var reading: Reading
  }

  /// What became of reading a case.
  package enum Reading: Sendable {
    case understood(Vector)
    /// It needs what is out of scope; the words say what.
    case outOfScope(String)
    case misread(Misreading)
  }

  /// Every case of a file.
  package static func read(_ file: SourceFile) -> [Entry] {
    let (document, diagnostics) = JSONReader.read(file, limits: limits)
    guard let root = document?.root else {
      let why = diagnostics.first.map { ": \($0.message)" } ?? ""
      return [refused(file, .malformed("not JSON\(why)"))]
    }
    guard root["format"]?.jsonString == format, let tests = root["tests"]?.elements else {
      return [refused(file, .malformed("no file of vectors of the format `\(format)`"))]
    }
    var entries = tests.enumerated().map { entry($1, "\(file.path)#\($0)") }
    if let count = root["count"]?.scalar?.text, count != "\(tests.count)" {
      entries.append(
        refused(file, .malformed("\(tests.count) cases, where it says that there are \(count)")))
    }
    for key in caseKeys where root[key] != nil {
      entries.append(refused(file, .unknown("key `\(key)` of a file")))
    }
    return entries
  }

  /// What changes how a case is judged, and so may not stand where nobody looks.
  private static let caseKeys = [
    "env", "bindings", "container", "functions", "expect", "disable_check", "disable_macros",
    "check_only", "requires", "tier",
  ]

  /// A suite of a hundred thousand cases in one file is still read.
  private static let limits = ReadLimits(nodes: 20_000_000)

  private static func refused(_ file: SourceFile, _ reason: Misreading) -> Entry {
    Entry(id: file.path, reading: .misread(reason))
  }

  private static func entry(_ node: Node, _ place: String) -> Entry {
    let id = node["id"]?.jsonString ?? place
    do throws(Misreading) {
      var reader = CaseReader(node)
      return Entry(id: id, reading: try reader.read())
    } catch {
      return Entry(id: id, reading: .misread(error))
    }
  }
}
