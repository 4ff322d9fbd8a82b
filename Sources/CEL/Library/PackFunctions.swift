/// Functions for policy packs that the language does not have: versions, resource names, patterns,
/// ranges of addresses and lengths of time.
///
/// Each stands with its declaration.
package enum PackFunctions {
  /// One overload and what it does.
  struct Entry: Sendable {
    let name: String
    let overload: Overload
    let body: Library.Implementation
    var isPure = true

    /// `f(a, b)`.
    static func function(
      _ name: String, _ id: String, _ parameters: [CELType], _ result: CELType, _ doc: String,
      _ body: @escaping @Sendable (inout Context, [Value]) -> Value?
    ) -> Entry {
      Entry(
        name: name, overload: .function(id, parameters, result, doc),
        body: { body(&$0, $1) ?? .error(.noSuchOverload(name, $1)) })
    }

    /// `receiver.f(a, b)`.
    static func member(
      _ name: String, _ id: String, of receiver: CELType, _ parameters: [CELType],
      _ result: CELType, _ doc: String,
      _ body: @escaping @Sendable (inout Context, [Value]) -> Value?
    ) -> Entry {
      Entry(
        name: name, overload: .member(id, of: receiver, parameters, result, doc),
        body: { body(&$0, $1) ?? .error(.noSuchOverload(name, $1)) })
    }
  }

  static let entries: [Entry] =
    versions + resourceNames + texts + addresses + lengths

  /// What a checker has to know of them; adds the order of versions to the relations.
  package static let declarations: [FunctionDeclaration] =
    entries.map { FunctionDeclaration($0.name, [$0.overload]) }
    + ["_<_": "less", "_<=_": "less_equals", "_>_": "greater", "_>=_": "greater_equals"]
    .sorted { $0.key < $1.key }
    .map { name, id in
      FunctionDeclaration(
        name,
        [
          .function(
            "\(id)_version", [.version, .version], .bool, "By the order of their kind.")
        ])
    }

  /// Adds them to a library.
  static func add(to library: inout Library) {
    for entry in entries {
      library.add(
        FunctionDeclaration(entry.name, [entry.overload]), [entry.overload.id: entry.body],
        isPure: entry.isPure)
    }
  }
}

// MARK: Versions and names

extension PackFunctions {
  private static let versions: [Entry] = [
    .function(
      "version", "string_string_to_version", [.string, .string], .version,
      "A version of a kind: semver, dotted, rpm or deb."
    ) { _, arguments in
      guard case .string(let text) = arguments[0], case .string(let name) = arguments[1] else {
        return nil
      }
      guard let kind = Version.Kind(rawValue: name) else {
        return .error(.badVersionKind(name))
      }
      return Version(text, kind).map { .opaque($0) }
        ?? .error(.badConversion(text, to: "\(name) version"))
    },
    .function(
      "evr", "string_to_evr", [.string], .version, "An epoch, version and release of RPM."
    ) { _, arguments in
      guard case .string(let text) = arguments[0] else { return nil }
      return Version(text, .rpm).map { .opaque($0) }
        ?? .error(.badConversion(text, to: "rpm version"))
    },
    .function(
      "semverRange", "string_to_version_range", [.string], .versionRange,
      "A range of semantic versions, such as `>=1.2.0 <2.0.0`."
    ) { _, arguments in
      guard case .string(let text) = arguments[0] else { return nil }
      return VersionRange(text).map { .opaque($0) }
        ?? .error(.badConversion(text, to: "version range"))
    },
    .member(
      "contains", "version_range_contains_version", of: .versionRange, [.version], .bool,
      "Whether a semantic version is in the range."
    ) { _, arguments in
      guard let range: VersionRange = arguments[0].opaque(),
        let version: Version = arguments[1].opaque()
      else { return nil }
      return .bool(range.contains(version))
    },
    .member(
      "contains", "version_range_contains_string", of: .versionRange, [.string], .bool,
      "Whether a semantic version is in the range."
    ) { _, arguments in
      guard let range: VersionRange = arguments[0].opaque(), case .string(let text) = arguments[1]
      else { return nil }
      return Version(text, .semver).map { .bool(range.contains($0)) }
        ?? .error(.badConversion(text, to: "semver version"))
    },
  ]

  private static func part(
    _ name: String, _ doc: String, _ body: @escaping @Sendable (ResourceName) -> String
  ) -> Entry {
    .member(name, "arn_\(name)", of: .arn, [], .string, doc) { _, arguments in
      let arn: ResourceName? = arguments[0].opaque()
      return arn.map { .string(body($0)) }
    }
  }

  private static let resourceNames: [Entry] = [
    .function("arn", "string_to_arn", [.string], .arn, "An Amazon Resource Name.") {
      _, arguments in
      guard case .string(let text) = arguments[0] else { return nil }
      return ResourceName(text).map { .opaque($0) } ?? .error(.badConversion(text, to: "arn"))
    },
    .function("isARN", "is_arn", [.string], .bool, "Whether the text is a resource name.") {
      _, arguments in
      guard case .string(let text) = arguments[0] else { return nil }
      return .bool(ResourceName(text) != nil)
    },
    part("partition", "Such as `aws` or `aws-cn`.") { $0.partition },
    part("service", "Such as `iam`.") { $0.service },
    part("region", "Empty for a global service.") { $0.region },
    part("account", "Empty where names need none.") { $0.account },
    part("resource", "All after the account.") { $0.resource },
    .member(
      "matches", "arn_matches_string", of: .arn, [.string], .bool,
      "Whether each part matches a pattern with `*` and `?`."
    ) { context, arguments in
      guard let arn: ResourceName = arguments[0].opaque(), case .string(let pattern) = arguments[1]
      else { return nil }
      return context.charging(arn.printed, pattern) { .bool(arn.matches(pattern)) }
    },
  ]
}

// MARK: Texts, addresses and times

extension PackFunctions {
  private static let texts: [Entry] = [
    .member(
      "glob", "string_glob_string", of: .string, [.string], .bool,
      "Whether all of it matches a pattern: `*` is any run, `?` any one code point."
    ) { context, arguments in
      guard case .string(let text) = arguments[0], case .string(let pattern) = arguments[1] else {
        return nil
      }
      return context.charging(text, pattern) { .bool(Glob.matches(text, pattern)) }
    },
    .function(
      "path.within", "path_within_string_string", [.string, .string], .bool,
      "Whether an absolute path is a folder or something inside it, `..` resolved."
    ) { context, arguments in
      guard case .string(let path) = arguments[0], case .string(let folder) = arguments[1] else {
        return nil
      }
      return context.charging(path, "") {
        guard let path = components(path), let folder = components(folder) else {
          return .bool(false)
        }
        return .bool(path.starts(with: folder))
      }
    },
  ]

  /// The parts of an absolute path without `.` and `..`; nil for a relative one.
  private static func components(_ path: String) -> [Substring]? {
    guard path.utf8.first == UInt8(ascii: "/") else { return nil }
    var result: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = result.popLast() } else { result.append(part) }
    }
    return result
  }

  private static let addresses: [Entry] = [
    .member(
      "overlaps", "cidr_overlaps_cidr", of: .cidr, [.cidr], .bool,
      "Whether both ranges have an address in common."
    ) { _, arguments in
      guard let left = Value.range(arguments[0]), let right = Value.range(arguments[1]) else {
        return nil
      }
      return .bool(left.overlaps(right))
    },
    .member(
      "overlaps", "cidr_overlaps_string", of: .cidr, [.string], .bool,
      "Whether both ranges have an address in common."
    ) { _, arguments in
      guard let left = Value.range(arguments[0]), case .string(let text) = arguments[1] else {
        return nil
      }
      return AddressRange(text).map { .bool(left.overlaps($0)) } ?? Value.readRange(text)
    },
    .member(
      "isPrivate", "ip_is_private", of: .ip, [], .bool, "Whether it is for private networks."
    ) { _, arguments in Value.address(arguments[0]).map { .bool($0.isPrivate) } },
    .member(
      "isPrivate", "cidr_is_private", of: .cidr, [], .bool,
      "Whether every address of it is for private networks."
    ) { _, arguments in Value.range(arguments[0]).map { .bool($0.isPrivate) } },
    cover(.string), cover(.cidr),
  ]

  private static func cover(_ element: CELType) -> Entry {
    let id = element == .string ? "string" : "cidr"
    return .function(
      "cidrs.cover", "cidrs_cover_\(id)", [.list(element), .cidr], .bool,
      "Whether ranges hold every address of another, together."
    ) { context, arguments in
      guard let list = ListView(arguments[0], context.source),
        let range = Value.range(arguments[1])
      else { return nil }
      return context.cover(list, range)
    }
  }

  private static let lengths: [Entry] =
    [
      length("days", 86_400), length("hours", 3_600), length("minutes", 60),
    ] + [age]

  private static func length(_ name: String, _ seconds: Int64) -> Entry {
    .function(name, "int_to_\(name)", [.int], .duration, "So many \(name).") { _, arguments in
      guard case .int(let count) = arguments[0] else { return nil }
      let (nanoseconds, overflow) = count.multipliedReportingOverflow(by: seconds * 1_000_000_000)
      return overflow
        ? .error(.outOfRange("\(count) \(name)", of: "duration"))
        : .duration(nanoseconds)
    }
  }

  private static let age: Entry = {
    var entry = Entry.function(
      "age", "timestamp_age", [.timestamp], .duration, "Time from an instant to the run's."
    ) { context, arguments in
      guard case .timestamp(let time) = arguments[0] else { return nil }
      guard let now = context.now else { return .error(.undeclared("now")) }
      if let age = now.since(time) { return .duration(age) }
      context.clockWatch?.note(in: 0)
      return .error(.outOfRange("age", of: "duration"))
    }
    entry.isPure = false
    return entry
  }()
}

extension AddressRange {
  /// Whether every address is for private networks.
  fileprivate var isPrivate: Bool {
    let blocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"]
    return blocks.contains { AddressRange($0)?.contains(self) ?? false }
  }
}

extension Value {
  /// The value of an opaque type of ours; nil when it is another.
  func opaque<Opaque: OpaqueValue>() -> Opaque? {
    guard case .opaque(let opaque) = self else { return nil }
    return opaque as? Opaque
  }
}

extension Context {
  fileprivate mutating func charging(
    _ text: String, _ pattern: String, _ body: () -> Value
  ) -> Value {
    let stars = pattern.utf8.count { $0 == UInt8(ascii: "*") }
    let (work, overflow) = text.utf8.count.multipliedReportingOverflow(by: 1 + stars)
    if let error = charge(overflow ? limits.steps : work / 8) { return .error(error) }
    return body()
  }

  /// Whether the union of ranges holds all of another; an unknown one leaves a gap open.
  fileprivate mutating func cover(_ list: ListView, _ range: AddressRange) -> Value? {
    if let error = charge(list.count * 2) { return .error(error) }
    var ranges: [AddressRange] = []
    for index in 0..<list.count {
      switch list[index] {
      case .unknown: continue
      case .string(let text):
        guard let other = AddressRange(text) else { return Value.readRange(text) }
        ranges.append(other)
      case let value:
        guard let other = Value.range(value) else { return nil }
        ranges.append(other)
      }
    }
    var next = range.first
    for other in ranges.sorted(by: { $0.first < $1.first })
    where other.address.family == range.address.family && other.last >= next {
      guard other.first <= next else { break }
      if other.last >= range.last { return .bool(true) }
      next = other.last + 1
    }
    return list.unknown.map { .unknown($0) } ?? .bool(false)
  }
}
