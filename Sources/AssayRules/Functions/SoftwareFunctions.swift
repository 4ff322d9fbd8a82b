import AssayModel
import CEL
import Records

/// Functions of rules about installed software.
///
/// Inventories list hundreds of packages a node. Rules ask for them by name, with names that are written
/// in the rule or in a parameter, so that what nobody asks for need not be kept.
enum SoftwareFunctions {
  /// The overloads by which packages are asked for by name.
  static let namedOverloads: Set<String> = ["software_named_string", "software_named_list"]

  /// The functions that read the clock, and say when their answers change.
  static let clockNames: Set<String> = ["isFresh"]

  /// What functions read of the packages that they are given.
  static let reads: [String: [String]] = [
    named.name: ["name"],
    isAtLeast.name: ["name", "version", "release", "epoch", "packageKind"],
  ]

  /// The function that says of a time only whether it is fresh: what is fresh stays so for any later time.
  static let freshness = isFresh.name

  static let declarations: [FunctionDeclaration] = [named, isAtLeast, isFresh].map {
    FunctionDeclaration($0.name, $0.overloads)
  }

  /// Adds them to a library.
  static func add(to library: inout Library) {
    for function in [named, isAtLeast, isFresh] {
      for overload in function.overloads {
        library.add(
          FunctionDeclaration(function.name, [overload]), [overload.id: function.body],
          isPure: false, account: function.account)
      }
    }
  }

  private struct Function {
    let name: String
    let overloads: [Overload]
    let body: Library.Implementation
    var account: Library.Account?
  }

  private static let nameSlot = Schema.software.slot("name")

  private static let packages = CELType.list(.record(Schema.software.name))

  private static let named = Function(
    name: "named",
    overloads: [
      .member(
        "software_named_string", of: packages, [.string], packages, "The packages of a name."),
      .member(
        "software_named_list", of: packages, [.list(.string)], packages,
        "The packages that have one of some names."),
    ],
    body: { context, arguments in
      guard let elements = context.elements(of: arguments[0]),
        let names = names(arguments[1], context)
      else { return .error(.refused("named", arguments)) }
      if let error = context.charge(elements.count) { return .error(error) }
      let store = context.source.store
      return .list(
        elements.filter { element in
          guard case .record(let block) = element else { return true }
          switch store.knownText(block, nameSlot) {
          case .value(let name): return names.contains { $0.hasSameBytes(as: name) }
          // A row without a name is not one that anybody asks for.
          case .absent, .unknown: return false
          }
        })
    })

  private static func names(_ value: Value, _ context: Context) -> [String]? {
    if case .string(let name) = value { return [name] }
    return IAMFunctions.texts(value, context)
  }

  private static let isAtLeast = Function(
    name: "isAtLeast",
    overloads: [
      .member(
        "software_is_at_least_string", of: .record(Schema.software.name), [.string], .bool,
        "Whether the package's version is that or a later one, by the order of its kind.")
    ],
    body: { context, arguments in
      guard case .record(let block) = arguments[0], case .string(let wanted) = arguments[1] else {
        return .error(.refused("isAtLeast", arguments))
      }
      switch PackageVersion(block, in: context.source.store).isAtLeast(wanted) {
      case .yes: return .bool(true)
      case .no: return .bool(false)
      case .undecidable(let reason, let field):
        let origin = RecordView(context.source.store, block).origin(field)
        return .unknown(UnknownSet(.init(path: field, reason: reason, origin: origin)))
      case .unreadable: return .error(.badConversion(wanted, to: "version"))
      }
    },
    account: { context, arguments in
      guard case .record(let block) = arguments[0], case .string(let wanted) = arguments[1] else {
        return []
      }
      let view = RecordView(context.source.store, block)
      return [
        Remark(
          path: view.text("name").value ?? "the package",
          got: PackageVersion(block, in: view.store).printed,
          allowed: "\(wanted) or later", origin: view.origin("version"))
      ]
    })

  private static let isFresh = Function(
    name: "isFresh",
    overloads: [
      .member(
        "timestamp_is_fresh_duration", of: .timestamp, [.duration], .bool,
        "True when the instant is no longer ago than that; unknown, never false, when it is.")
    ],
    body: { context, arguments in
      guard case .timestamp(let time) = arguments[0], case .duration(let limit) = arguments[1]
      else { return .error(.refused("isFresh", arguments)) }
      guard let age = context.now?.since(time) else {
        context.clockWatch?.note(in: 0)
        return .bool(true)
      }
      guard age > limit else {
        let (rest, overflow) = limit.subtractingReportingOverflow(age)
        context.clockWatch?.note(in: overflow ? .max : rest)
        return .bool(true)
      }
      // The day, not how long ago it was: nothing new is found where the clock alone goes on.
      let day = time.rfc3339.prefix(10)
      let reason = UnknownReason(.notCollected, "the evidence is of \(day), which is stale")
      return .unknown(UnknownSet(.init(path: "the evidence", reason: reason)))
    })
}
