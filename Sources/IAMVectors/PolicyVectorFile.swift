package import Documents

/// Files of vectors about policies -> cases, each understood or with the reason why not.
///
/// In: JSON, `{"vectors": [...]}` or a list of cases. Out: one entry a case, in file order, and one
/// for a file that is none.
package enum PolicyVectorFile {
  /// One case of a file.
  package struct Entry: Sendable {
    /// That of the vector, or the path with the position of one that has none.
    package var id: String
    package var reading: Reading
  }

  /// What became of reading a case.
  package enum Reading: Sendable {
    case understood(PolicyVector)
    /// Known not to be scored; why.
    case unscored(String)
    case misread(String)
  }

  /// A suite of a hundred thousand cases in one file is still read.
  private static let limits = ReadLimits(nodes: 20_000_000)

  /// Every case of a file.
  package static func read(_ file: SourceFile) -> [Entry] {
    let (document, problems) = JSONReader.read(file, limits: limits)
    let errors = problems.filter { $0.severity == .error }
    guard let root = document?.root else {
      let why = errors.first.map { ": \($0.message)" } ?? ""
      return [Entry(id: file.path, reading: .misread("not JSON\(why)"))]
    }
    guard let vectors = root["vectors"]?.elements ?? root.elements else {
      return [Entry(id: file.path, reading: .unscored("no `vectors` in the file"))]
    }
    var entries = vectors.enumerated().map { index, node in
      Entry(
        id: node["id"]?.text ?? "\(file.path)#\(index)", reading: read(node, in: file, errors))
    }
    if let count = root["count"]?.text, count != "\(vectors.count)" {
      entries.append(
        Entry(
          id: file.path,
          reading: .misread("\(vectors.count) cases, where it says that there are \(count)")))
    }
    return entries
  }

  private static func read(
    _ node: Node, in file: SourceFile, _ errors: [Diagnostic]
  ) -> Reading {
    let own = errors.first {
      $0.range.start >= node.range.start && $0.range.end <= node.range.end
    }
    if let own { return .misread(own.message) }
    do throws(PolicyMisreading) {
      var reader = try PolicyVectorReader(node, in: file)
      return .understood(try reader.read())
    } catch {
      switch error {
      case .malformed(let reason): return .misread(reason)
      case .unscored(let reason): return .unscored(reason)
      }
    }
  }
}
