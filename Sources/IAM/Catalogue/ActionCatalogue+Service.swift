import Synchronization

extension ActionCatalogue {
  /// A service and what it lets a policy name.
  ///
  /// Making one reads the names of its actions; kinds of resources, keys and what is said of actions
  /// are read when one of them is first wanted.
  package final class Service: Sendable {
    /// What stands before the colon: `s3`.
    package let prefix: String
    /// `Amazon S3`.
    package let name: String
    /// Of its actions, in lower case, ascending.
    package let names: ActionNames

    /// The names as spelled: the same bytes at the same places as in `names`.
    private let spelled: [UInt8]
    private let counts: Counts
    /// Behind the names.
    private let rest: CatalogueLines
    private let details = Mutex<ServiceDetails?>(nil)

    /// Reads the names of service `number`.
    init(_ catalogue: ActionCatalogue, _ number: Int) throws(CatalogueFault) {
      var (prefix, name, actions, lines) = catalogue.block(at: number)
      counts = try Counts(&lines, actions: actions)
      let (spelled, ends) = try lines.joined(actions)
      self.prefix = prefix
      self.name = name
      self.spelled = spelled
      names = ActionNames(bytes: spelled.map(ActionCatalogue.lowercased), ends: ends)
      rest = lines
    }

    /// The number of an action by its name in any case, without the prefix.
    package func number(of name: some StringProtocol) -> Int? {
      names.number(of: Array(name.utf8.map(ActionCatalogue.lowercased)))
    }

    /// The name of action `number` as AWS spells it, without the prefix.
    package func spelledName(at number: Int) -> String {
      String(decoding: spelled[names.range(of: number)], as: UTF8.self)
    }

    /// How AWS grades action `number`.
    package func level(at number: Int) -> AccessLevel {
      let details = decoded()
      return details.shapes[details.shapeOfAction[number]].level
    }

    /// Everything said of action `number`, which counts as in `names`.
    package func action(at number: Int) -> Action {
      let details = decoded()
      let shape = details.shapes[details.shapeOfAction[number]]
      return Action(
        service: prefix, name: spelledName(at: number), level: shape.level,
        resources: shape.resources, conditionKeys: shape.conditionKeys,
        dependentActions: shape.dependentActions)
    }

    /// Ascending by their names in lower case.
    package var resourceTypes: [ResourceType] { decoded().resourceTypes }

    /// Ascending by their names in lower case; keys without a description last.
    package var conditionKeys: [ConditionKey] { decoded().conditionKeys }

    /// Whether more than the names has been read.
    var hasDetails: Bool { details.withLock { $0 != nil } }

    private func decoded() -> ServiceDetails {
      details.withLock { details in
        if let details { return details }
        do throws(CatalogueFault) {
          let decoded = try ServiceDetails(rest, counts, prefix: prefix)
          details = decoded
          return decoded
        } catch {
          preconditionFailure("a service of a checked catalogue cannot be read: \(error)")
        }
      }
    }

    /// Reads everything, and refuses what a writer would not have written.
    func check() throws(CatalogueFault) {
      for number in names.indices {
        let isName = names[number].allSatisfy { byte in
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        }
        let isAscending =
          number == 0 || names[number - 1].lexicographicallyPrecedes(names[number])
        guard isName, !names[number].isEmpty, isAscending else {
          throw rest.fault("actions must be words in ascending order")
        }
      }
      _ = try ServiceDetails(rest, counts, prefix: prefix)
    }
  }

  /// How many lines each section of a service has.
  struct Counts: Sendable {
    let actions: Int
    let keys: Int
    let keySets: Int
    let resourceTypes: Int
    let shapes: Int

    init(_ lines: inout CatalogueLines, actions: Int) throws(CatalogueFault) {
      let words = try lines.words()
      guard words.count == 4 else { throw lines.fault("a service must begin with four numbers") }
      self.actions = actions
      keys = try lines.number(words[0], below: ActionCatalogue.maximumActions)
      keySets = try lines.number(words[1], below: ActionCatalogue.maximumActions)
      resourceTypes = try lines.number(words[2], below: ActionCatalogue.maximumActions)
      shapes = try lines.number(words[3], below: ActionCatalogue.maximumActions)
    }
  }
}
