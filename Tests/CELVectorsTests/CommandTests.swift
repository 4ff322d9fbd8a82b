import Testing

@testable import assay_vectors

struct CommandTests {
  static let calls: [(arguments: String, status: Int32)] = [
    ("cel Tests/CELVectorsTests/Fixtures/met.json", 0),
    ("cel Tests/CELVectorsTests/Fixtures/met.json --json", 0),
    ("cel Tests/CELVectorsTests/Fixtures", 1),
    ("cel Tests/CELVectorsTests/Fixtures --json", 1),
    ("cel Tests/CELVectorsTests/Nowhere", 2),
    ("cel Sources/CELVectors", 2),
    ("cel", 2),
    ("cel Tests --evaluator none", 2),
    ("dance", 2),
    ("cel --help", 0),
    ("generate --seed 1 --count 3", 0),
    ("generate --seed 1 --count 3 --vocabulary common --bare", 0),
    ("generate --seed 1 --count 2 --vocabulary patterns", 0),
    ("generate --seed 1 --count -1", 2),
    ("generate", 2),
    ("fuzz", 2),
    ("bench --data", 0),
    ("bench --list", 0),
    ("bench --milliseconds 1", 0),
    ("bench --json --milliseconds 1", 0),
    ("bench --milliseconds none", 2),
  ]

  @Test(arguments: calls.indices)
  func `the exit status tells what came of it`(_ index: Int) {
    let (arguments, status) = Self.calls[index]
    #expect(AssayVectors.run(arguments.split(separator: " ").map(String.init)) == status)
  }
}
