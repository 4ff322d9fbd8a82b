import Records

/// A map that an expression made: entries in the order they were written, each key once.
package final class MapValue: Sendable {
  package let keys: [Value]
  package let values: [Value]
  /// Nil for a map so small that looking through it is faster.
  private let index: [MapKey: Int]?
  private let canonicalKeys: [MapKey]

  private static let smallest = 8

  /// Takes entries whose keys are known to differ.
  fileprivate init(keys: [Value], values: [Value], canonicalKeys: [MapKey]) {
    self.keys = keys
    self.values = values
    self.canonicalKeys = canonicalKeys
    guard keys.count > Self.smallest else {
      index = nil
      return
    }
    var index: [MapKey: Int] = [:]
    index.reserveCapacity(keys.count)
    for (position, key) in canonicalKeys.enumerated() { index[key] = position }
    self.index = index
  }

  package static let empty = MapValue(keys: [], values: [], canonicalKeys: [])

  package var count: Int { keys.count }

  /// The value of a key; nil when there is none.
  ///
  /// Numbers of different types are one key when they are equal.
  package subscript(key: MapKey) -> Value? { position(of: key).map { values[$0] } }

  func position(of key: MapKey) -> Int? {
    if let index { return index[key] }
    return canonicalKeys.firstIndex(of: key)
  }

  func canonicalKey(at position: Int) -> MapKey { canonicalKeys[position] }

  /// Puts a map together.
  package struct Builder {
    private var keys: [Value] = []
    private var values: [Value] = []
    private var canonicalKeys: [MapKey] = []
    private var seen: Set<MapKey> = []

    package init() {}

    package var count: Int { keys.count }

    /// Adds an entry; gives an error for a key of a wrong type and for one that is there.
    package mutating func add(_ key: Value, _ value: Value) -> EvaluationError? {
      guard let canonical = MapKey(key), !key.isDouble else {
        return .unsupportedKey(key.kindName)
      }
      guard seen.insert(canonical).inserted else { return .repeatedKey(canonical.printed) }
      keys.append(key)
      values.append(value)
      canonicalKeys.append(canonical)
      return nil
    }

    package consuming func finish() -> MapValue {
      MapValue(keys: keys, values: values, canonicalKeys: canonicalKeys)
    }
  }
}

extension Value {
  fileprivate var isDouble: Bool {
    if case .double = self { true } else { false }
  }
}

/// A key as maps compare it: numbers on one line, strings by their bytes.
package enum MapKey: Hashable, Sendable {
  case bool(Bool)
  case int(Int64)
  /// Above the range of int.
  case uint(UInt64)
  case string(Text)

  /// A string that equals another when the code points are the same, never by canonical
  /// equivalence.
  package struct Text: Hashable, Sendable {
    let string: String

    package static func == (left: Self, right: Self) -> Bool {
      left.string.hasSameBytes(as: right.string)
    }

    package func hash(into hasher: inout Hasher) {
      var string = string
      string.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  /// Nil for what no map can hold as a key.
  ///
  /// A double is a key when it is a whole number.
  package init?(_ value: Value) {
    switch value {
    case .bool(let bool): self = .bool(bool)
    case .int(let int): self = .int(int)
    case .uint(let uint): self = Int64(exactly: uint).map { .int($0) } ?? .uint(uint)
    case .string(let string): self = .string(Text(string: string))
    case .double(let double):
      if let int = Int64(exactly: double) {
        self = .int(int)
      } else if let uint = UInt64(exactly: double) {
        self = .uint(uint)
      } else {
        return nil
      }
    default: return nil
    }
  }

  /// For messages.
  var printed: String {
    switch self {
    case .bool(let bool): "\(bool)"
    case .int(let int): "\(int)"
    case .uint(let uint): "\(uint)"
    case .string(let text): text.string
    }
  }

  /// As a value, in the widest type.
  var value: Value {
    switch self {
    case .bool(let bool): .bool(bool)
    case .int(let int): .int(int)
    case .uint(let uint): .uint(uint)
    case .string(let text): .string(text.string)
    }
  }
}
