import AssayIngest
import AssayModel
import TestSupport
import Testing

/// Which node an object is of does not hang on what other folders hold.
@Suite struct FolderOrderTests {
  private static let nodes = (10..<40).map { "i-\($0)" }
  private static let types = ["AWS:Application", "AWS:InstanceInformation", "AWS:Service"]

  /// Whether a folder has an object of a node: each of them lacks others, the first ones and the last among them.
  private func has(_ type: Int, _ number: Int) -> Bool {
    switch type {
    case 0: number % 3 != 0 && number > 4
    case 1: number % 4 != 1
    default: number % 5 != 2 && number < 26
    }
  }

  @Test func `objects are told of their nodes whichever folders have them`() throws {
    let folder = try TemporaryFolder()
    for (type, name) in Self.types.enumerated() {
      for (number, node) in Self.nodes.enumerated() where has(type, number) {
        let rows = [
          #"{"Name": "pkg-of-\#(node)", "Version": "1.2"}"#,
          #"{"AgentVersion": "3.3.9\#(number).0"}"#,
          #"{"Name": "service-of-\#(node)", "Status": "Running"}"#,
        ]
        try folder.writeObject(name, node, rows[type])
      }
    }
    let fleet = FleetIngest(FleetSnapshot([folder.path]), software: nil)
    var met: Set<String> = []
    for chunk in fleet.chunks(of: 1) {
      let part = fleet.part(chunk)
      let node = try #require(part.ties.first?.tells.first?.uid)
      let number = try #require(Self.nodes.firstIndex(of: node))
      met.insert(node)
      let text = GraphDump.text(of: part.graph)
      let signs = ["pkg-of-\(node)", "3.3.9\(number).0", "service-of-\(node)"]
      for (type, sign) in signs.enumerated() {
        #expect(text.contains(sign) == has(type, number), "\(node): \(sign)")
      }
      for other in Self.nodes where other != node {
        #expect(!text.contains("-of-\(other)"), "\(node): \(other)")
      }
    }
    let told = Self.nodes.enumerated().filter { number, _ in
      Self.types.indices.contains { has($0, number) }
    }
    #expect(met == Set(told.map(\.element)))
  }
}
