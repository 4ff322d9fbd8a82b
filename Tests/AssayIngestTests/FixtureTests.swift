import AssayIngest
import AssayModel
import Documents
import TestSupport
import Testing

/// Inputs of each format with the graph they must give.
@Suite struct FixtureTests {
  private static let folder = "Tests/AssayIngestTests/Fixtures"

  /// One folder: `<format>/<case>`.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let file: SourceFile

    var testDescription: String { name }
  }

  private static let cases: [Case] = FileLoader().load(folder).compactMap { input in
    guard case .file(let file) = input,
      let name = file.path.split(separator: "/").last, name.hasPrefix("input.")
    else { return nil }
    let place = file.path.dropFirst(folder.count + 1).dropLast(name.count + 1)
    return Case(name: String(place), file: SourceFile(path: String(name), bytes: file.bytes))
  }

  @Test(arguments: cases)
  func `a document gives the graph that was reviewed`(_ fixture: Case) {
    let result = ingest([.file(fixture.file)])
    let place = "\(Self.folder)/\(fixture.name)"
    Golden.expect(Array(GraphDump.text(of: result.graph).utf8), at: "\(place)/graph.txt")
    Golden.expect(Array(Self.report(result).utf8), at: "\(place)/diagnostics.txt")
  }

  /// What became of the inputs, then the messages as people see them.
  private static func report(_ result: IngestResult) -> String {
    let inputs = result.inputs.map { "\($0.path): \(statusText($0.status))\n" }
    return inputs.joined() + DiagnosticRenderer().render(result.diagnostics)
  }

  @Test(arguments: InputFormat.allCases)
  func `each format has a fixture`(_ format: InputFormat) {
    #expect(Self.cases.contains { $0.name.hasPrefix(format.rawValue + "/") })
  }

  @Test func `inputs give the same graph in any order`() {
    let files = Self.cases.map { fixture in
      SourceFile(path: fixture.name, bytes: fixture.file.bytes)
    }
    let forward = ingest(files.map { .file($0) })
    let backward = ingest(files.reversed().map { .file($0) })
    #expect(GraphDump.text(of: forward.graph) == GraphDump.text(of: backward.graph))
    #expect(forward.inputs == backward.inputs)
    #expect(forward.graph.summaries == backward.graph.summaries)
  }
}

/// A status on one line.
func statusText(_ status: InputReport.Status) -> String {
  switch status {
  case .read(let format, let resources): "read as \(format), \(resources) resources"
  case .skipped(let reason): "skipped: \(reason)"
  case .refused(let reason): "refused: \(reason)"
  }
}
