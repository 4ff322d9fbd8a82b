import Documents

extension ManagedPolicies {
  /// Where each carried policy stands in the file.
  struct Index: Sendable {
    let source: String
    /// Ascending by name.
    let entries: [Entry]
    private let text: CatalogueSource

    struct Entry: Sendable {
      let name: String
      let path: String
      let version: String
      let date: String
      let range: Range<Int>
    }

    /// Reads the table at the beginning of the file: a line for the whole, then one a policy.
    init(_ text: CatalogueSource) throws(CatalogueFault) {
      var lines = CatalogueLines(text.part(0..<text.count), at: 0)
      let header = try lines.fields(4)
      guard header[0] == "assay-managed-policies", header[1] == "1" else {
        throw CatalogueFault(offset: 0, reason: "these are no managed policies of format 1")
      }
      source = header[2]
      var table: [(fields: [String], size: Int)] = []
      for _ in 0..<(try lines.number(header[3], below: 10_000)) {
        let fields = try lines.fields(5)
        table.append((fields, try lines.number(fields[4], below: text.count)))
      }
      var start = lines.position
      entries = table.map { fields, size in
        defer { start += size }
        return Entry(
          name: fields[0], path: fields[1], version: fields[2], date: fields[3],
          range: start..<start + size)
      }
      guard start == text.count else {
        throw lines.fault("the policies do not add up to the size of the file")
      }
      self.text = text
    }

    func entry(named name: Substring) -> Entry? { entries.first { $0.name == name } }

    /// The policy as it is in a partition; nil and what is no partition are `aws`.
    func policy(_ entry: Entry, partition: String?) -> ManagedPolicy {
      var text = String(decoding: self.text.part(entry.range), as: UTF8.self)
      var version = entry.version
      if let partition, partition != "aws", partition.hasPrefix("aws"),
        ActionCatalogue.isPrefix(partition)
      {
        text = text.replacing("\"arn:aws:", with: "\"arn:\(partition):")
        version += " of aws, with ARNs of \(partition)"
      }
      return ManagedPolicy(
        name: entry.name, path: entry.path, version: entry.version, date: entry.date,
        document: SourceFile(path: "AWS managed policy \(entry.name) (\(version))", text: text))
    }
  }
}
