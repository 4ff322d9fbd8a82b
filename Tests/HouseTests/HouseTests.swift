import Documents
import Testing

/// The sources as they are: walls, lengths, words, and what is tested.
struct HouseTests {
  @Test func `every line stands in its room`() {
    let complaints = House.complaints(about: Self.sources)
    #expect(complaints.isEmpty, "\(Self.listing(complaints))")
  }

  @Test func `no test file is longer than a file may be`() {
    let complaints = Self.tests.flatMap(House.length)
    #expect(complaints.isEmpty, "\(Self.listing(complaints))")
  }

  @Test func `every diagnostic code is named by a test`() {
    let texts = Self.swift(below: "Tests").filter { !$0.path.hasPrefix("Tests/HouseTests/") }
      .map(\.text)
    let complaints = DiagnosticCodes.complaints(about: Self.sources, tests: texts)
    #expect(complaints.isEmpty, "\(Self.listing(complaints))")
  }

  @Test func `every room on the plan is there, and every room that is there is on the plan`() {
    let there = Set(Self.paths(below: "Sources").compactMap(Rooms.room(of:)))
    #expect(there == Set(Rooms.arrows.keys))
  }

  @Test func `every report file has a sample`() throws {
    let format = try #require(Self.swift(below: "Sources/AssayReports/ReportFormat.swift").first)
    let names = Set(
      format.text.split(separator: "\"").filter { $0.contains(".") && !$0.contains(" ") })
    #expect(names.count >= 4)
    for name in names.sorted() {
      #expect(
        !FileLoader().load("reports/samples/gate/\(name)").contains { file in
          if case .file = file { false } else { true }
        }, "no reports/samples/gate/\(name)")
    }
  }

  static let sources = swift(below: "Sources").map { SwiftText(path: $0.path, $0.text) }
  static let tests = swift(below: "Tests").map { SwiftText(path: $0.path, $0.text) }

  /// The Swift files below a folder of the package.
  static func swift(below folder: String) -> [(path: String, text: String)] {
    FileLoader().load(folder).compactMap { input in
      guard case .file(let file) = input, file.path.hasSuffix(".swift") else { return nil }
      return (file.path, String(decoding: file.bytes, as: UTF8.self))
    }
  }

  static func paths(below folder: String) -> [String] { FileLoader().load(folder).map(\.path) }

  static func listing(_ complaints: [Complaint]) -> String {
    complaints.map { "\n\($0)" }.joined()
  }
}
