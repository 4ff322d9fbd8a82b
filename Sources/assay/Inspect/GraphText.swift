import AssayIngest
import AssayModel
import AssayReports

/// What was read, for a person: inputs, resources, links, and links that lead nowhere.
struct GraphText {
  private let read: IngestResult

  init(_ read: IngestResult) {
    self.read = read
  }

  /// Whole lines; nothing in them can steer a terminal.
  var text: String {
    let parts = [inputs, resources, links, dangling].filter { !$0.isEmpty }
    return parts.joined(separator: "\n").visibleLines(.max)
  }

  private var inputs: String {
    guard !read.inputs.isEmpty else { return "no inputs\n" }
    let lines = read.inputs.flatMap { input -> [String] in
      let status: String =
        switch input.status {
        case .read(let format, let count): "\(format), \(count.of("resource"))"
        case .skipped(let reason): "skipped: \(reason)"
        case .refused(let reason): "REFUSED: \(reason)"
        }
      return ["  \(input.path.visible(300)): \(status.visible(300))"]
        + input.messages.map { "    \($0.visible(400))" }
    }
    return "inputs\n" + lines.map { $0 + "\n" }.joined()
  }

  private var resources: String {
    guard !read.graph.resources.isEmpty else { return "0 resources\n" }
    var text = ""
    for line in GraphDump.text(of: read.graph).split(separator: "\n") {
      if !line.hasPrefix(" "), !text.isEmpty { text += "\n" }
      text += line + "\n"
    }
    return text
  }

  private var links: String {
    guard !read.graph.links.isEmpty else { return "" }
    return "links\n"
      + read.graph.links.map { link in
        "  \(words(link.from))  \(link.label) -> \(words(link.to))\n"
      }.joined()
  }

  private var dangling: String {
    guard !read.graph.dangling.isEmpty else { return "" }
    return "links to what is not among the inputs\n"
      + read.graph.dangling.map { link in
        "  \(words(link.from))  \(link.label) -> \(link.target.visible(300))\n"
      }.joined()
  }

  private func words(_ id: ResourceID) -> String { "\(id.kind) \(id.uid.visible(300))" }
}
