package import AssayModel
import GRDB

/// Something that happened to a resource at a run.
package struct ResourceEvent: Sendable, Hashable {
  /// What happened.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Seen for the first time, or again after it was gone.
    case appeared
    /// Not there any more.
    case gone
    /// An input that it may lie in could not be read.
    case hidden
    /// It could be looked at again.
    case seen
    case renamed
    /// It stands in another file.
    case moved
    case factsChanged = "facts changed"
    /// It began to be made from, or to use, another resource, or another began to use it.
    case linked
    case unlinked
    /// A rule failed, or could not decide.
    case opened
    /// A rule failed that had failed before.
    case reopened
    /// It still fails, and was judged by another version of the rule or on other values.
    case changed
    case closed
    /// What is open could not be decided again, or a rule had no data.
    case unchecked
    /// It could be decided again.
    case checked
  }

  package let run: StoredRun
  package let kind: Kind
  /// The rule it is about, `pack/rule`; empty where it is about the resource.
  package let rule: String
  /// Nil where it is about the resource.
  package let severity: Severity?
  /// The element of the resource; empty for all of it.
  package let locus: String
  /// As stored: `fail`, `unknown`, `error` or `no_data`; empty where it is about the resource.
  package let outcome: String
  /// What else there is to say: a message, a reason, a name.
  package let detail: String
}

/// A resource and what happened to it in one scope.
package struct ResourceHistory: Sendable, Hashable {
  package let id: ResourceID
  /// Its latest name.
  package let name: String
  package let scope: String
  /// Whether it was there at the latest run of the scope.
  package let isPresent: Bool
  /// Failures that are open, and checks that could not be made.
  package let openFailures: Int
  package let openUnchecked: Int
  /// All that happened; in order of the runs.
  package let events: [ResourceEvent]
}

extension History {
  /// The resources that a user may mean: by id, by `kind/id`, or by name.
  ///
  /// - Parameters:
  ///   - text: What was typed.
  ///   - limit: The most resources to give.
  /// - Returns: Those with this id, else those with this name, sorted.
  /// - Throws: `StoreError` when the file cannot be read.
  package func resources(named text: String, limit: Int = 20) throws -> [ResourceID] {
    try read { database in
      for query in [ResourceFinder.byID, ResourceFinder.byKindAndID, ResourceFinder.byName] {
        let found = try ResourceFinder.ids(database, query, text, limit)
        if !found.isEmpty { return found }
      }
      return []
    }
  }

  /// Ids that hold a text; to help whoever mistyped one.
  ///
  /// - Parameters:
  ///   - text: A part of an id.
  ///   - limit: The most ids to give.
  /// - Returns: Sorted ids.
  /// - Throws: `StoreError` when the file cannot be read.
  package func resources(like text: String, limit: Int = 5) throws -> [ResourceID] {
    try read { try ResourceFinder.ids($0, ResourceFinder.byPart, text, limit) }
  }

  /// Everything that happened to a resource, in each scope that knows it; sorted by scope.
  ///
  /// - Parameters:
  ///   - resource: Its id.
  ///   - scope: Only this scope; nil for all.
  /// - Returns: One history a scope.
  /// - Throws: `StoreError` when the file cannot be read.
  package func history(of resource: ResourceID, scope: String? = nil) throws -> [ResourceHistory] {
    try read { try ResourceHistoryQuery($0, resource).histories(scope: scope) }
  }
}

/// Queries by what users type.
private enum ResourceFinder {
  static let byID = "SELECT kind, uid FROM resource WHERE uid = ?1 ORDER BY kind, uid LIMIT ?2"
  static let byKindAndID = """
    SELECT kind, uid FROM resource WHERE kind || '/' || uid = ?1 ORDER BY kind, uid LIMIT ?2
    """
  static let byName = """
    SELECT DISTINCT kind, uid FROM resource_span
      JOIN resource ON resource.id = resource_span.resource
    WHERE name = ?1 ORDER BY kind, uid LIMIT ?2
    """
  static let byPart = """
    SELECT kind, uid FROM resource WHERE instr(uid, ?1) > 0 ORDER BY kind, uid LIMIT ?2
    """

  static func ids(_ database: Database, _ query: String, _ text: String, _ limit: Int) throws
    -> [ResourceID]
  {
    var found: [ResourceID] = []
    try Prepared(database, query).rows(.text(text), .count(limit)) {
      found.append(ResourceID(kind: $0.text(0), uid: $0.text(1)))
    }
    return found
  }
}
