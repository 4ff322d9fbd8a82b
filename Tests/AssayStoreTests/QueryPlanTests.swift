import GRDB
import TestSupport
import Testing

@testable import AssayStore

/// Questions that a recording asks again and again find their rows by an index.
struct QueryPlanTests {
  @Test func `how a failure stood before is found by the index over closed findings`() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(path: "\(folder.path)/a.db")
    let plan = try store.queue.inDatabase { database in
      try Row.fetchAll(
        database, sql: "EXPLAIN QUERY PLAN " + PastStates.failureQuery,
        arguments: [1, 1, "", "p/a", 1]
      ).map { $0["detail"] as String }
    }
    #expect(plan.contains { $0.contains("USING INDEX finding_past") }, "\(plan)")
    #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
  }

  @Test func `whether a run decided a resource is found by indexes over findings`() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(path: "\(folder.path)/a.db")
    let plan = try store.queue.inDatabase { database in
      try Row.fetchAll(
        database, sql: "EXPLAIN QUERY PLAN " + FindingFate.undecidedQuery, arguments: [1, 1, 1, 1]
      ).map { $0["detail"] as String }
    }
    #expect(plan.contains { $0.contains("USING INDEX finding_past") }, "\(plan)")
    #expect(plan.contains { $0.contains("USING INDEX finding_open") }, "\(plan)")
    #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
  }
}
