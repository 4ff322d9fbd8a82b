import CEL
import TestSupport
import Testing

struct ConformanceTests {
  /// Vectors that are not met, with the reason.
  ///
  /// At most ten of the core.
  private static let skipped: [String: String] = [:]

  private func run(_ vectors: [ConformanceVector]) -> (passed: Int, failures: [String]) {
    var failures: [String] = []
    for vector in vectors where Self.skipped[vector.id] == nil {
      if let why = vector.failure() { failures.append("\(vector.id): \(vector.text)\n  \(why)") }
    }
    return (vectors.count - failures.count, failures)
  }

  @Test func `every core vector of the public suite has its value`() {
    let vectors = ConformanceVector.all(in: "cel").filter { !$0.isCheckOnly }
    for tier in ["wkt", "proto", "block", "strong_enums"] {
      let some = vectors.filter { $0.tier == tier }
      print("conformance, values, \(tier): \(run(some).passed) of \(some.count)")
    }
    let core = vectors.filter { $0.tier == "core" }
    let (passed, failures) = run(core)
    print("conformance, values, core: \(passed) of \(core.count)")
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  @Test func `generated expressions have the values that another implementation gives`() {
    let vectors = ConformanceVector.all(in: "cel/diff").filter { !$0.isCheckOnly }
    let (passed, failures) = run(vectors)
    print("differential, values: \(passed) of \(vectors.count)")
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }
}
