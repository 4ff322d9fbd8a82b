import Documents
import Testing

/// The documents as a whole: their links lead somewhere.
struct LinkTests {
  @Test func `every link between documents leads to a file, and to a heading where it names one`() {
    let pages = Self.pages
    var complaints: [String] = []
    for (path, text) in pages {
      let folder = path.split(separator: "/").dropLast().map(String.init)
      for link in Self.links(in: text) {
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let target = parts[0].isEmpty ? path : Self.resolved(String(parts[0]), from: folder)
        let isThere = pages[target] != nil || !FileLoader().load(target).isEmpty
        if !isThere { complaints.append("\(path): no \(link)") }
        guard parts.count == 2, let text = pages[target] else { continue }
        if !Self.anchors(in: text).contains(String(parts[1])) {
          complaints.append("\(path): no heading \(link)")
        }
      }
    }
    #expect(complaints.sorted() == [])
  }

  /// Keyed by path.
  private static let pages: [String: String] = {
    var pages: [String: String] = [:]
    let roots = [
      "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "docs", "policies",
    ]
    for root in roots + ["integrations", "reports", "Examples", "Benchmarks"] {
      for case .file(let file) in FileLoader().load(root) where file.path.hasSuffix(".md") {
        pages[file.path] = String(decoding: file.bytes, as: UTF8.self)
      }
    }
    return pages
  }()

  /// Targets of `[text](target)` that are no addresses of the web, outside of code.
  private static func links(in text: String) -> [String] {
    var isCode = false
    return text.split(separator: "\n").flatMap { line -> [String] in
      if line.hasPrefix("```") { isCode.toggle() }
      guard !isCode else { return [] }
      return line.split(separator: "](").dropFirst().compactMap { part in
        let target = part.prefix { $0 != ")" && $0 != " " }
        return target.contains("://") || target.hasPrefix("mailto:") ? nil : String(target)
      }
    }
  }

  private static func resolved(_ path: String, from folder: [String]) -> String {
    var parts = folder
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }

  /// Headings as GitHub names them in links.
  private static func anchors(in text: String) -> Set<String> {
    Set(
      text.split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
        let title = line.drop { $0 == "#" }.drop { $0 == " " }.lowercased()
        return String(title.filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) })
          .replacing(" ", with: "-")
      })
  }
}
