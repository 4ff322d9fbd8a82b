package import Records

/// A run-time value.
///
/// Small scalars stand in the value itself. Records, lists and maps of a `RecordStore` are read
/// where they lie and copied only when a function needs all of them. Errors and unknowns are
/// values, because the language says what `false && error` is. Values of a store mean something
/// only beside the `RecordSource` they were read from.
package enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  /// Counted and compared by code points.
  case string(String)
  case bytes([UInt8])
  case timestamp(Timestamp)
  /// Nanoseconds.
  case duration(Int64)
  /// An element that is `unknown` stands for none, one or several elements.
  case list([Value])
  case map(MapValue)
  case record(BlockID)
  /// A list block, with the type it has in the layout.
  case storedList(BlockID, RecordLayout.TypeID)
  /// A map block, with the type it has in the layout.
  case storedMap(BlockID, RecordLayout.TypeID)
  case type(CELType)
  /// Nil for `optional.none()`.
  indirect case optional(Value?)
  /// A value of a type of ours: ip, cidr, version, arn.
  indirect case opaque(any OpaqueValue)
  /// Not decidable from what was given.
  case unknown(UnknownSet)
  indirect case error(EvaluationError)
}

extension Value {
  /// Nil unless this is a bool.
  package var asBool: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }

  /// Whether this is an error or an unknown: what strict functions hand on.
  package var isMissing: Bool {
    switch self {
    case .error, .unknown: true
    default: false
    }
  }

  var isUnknown: Bool {
    if case .unknown = self { true } else { false }
  }

  /// The three-valued result of a test.
  init(_ truth: Ternary) {
    switch truth {
    case .no: self = .bool(false)
    case .yes: self = .bool(true)
    case .unknown(let set): self = .unknown(set)
    }
  }
}

/// The result of a test that unknown parts may leave open.
package enum Ternary: Sendable {
  case no
  case yes
  case unknown(UnknownSet)

  init(_ bool: Bool) { self = bool ? .yes : .no }

  var negated: Ternary {
    switch self {
    case .no: .yes
    case .yes: .no
    case .unknown: self
    }
  }

  /// False dominates, then unknown.
  func and(_ other: @autoclosure () -> Ternary) -> Ternary {
    switch self {
    case .no: return .no
    case .yes: return other()
    case .unknown(let set):
      switch other() {
      case .no: return .no
      case .yes: return self
      case .unknown(let more): return .unknown(set.union(more))
      }
    }
  }

  /// True dominates, then unknown.
  func or(_ other: @autoclosure () -> Ternary) -> Ternary {
    negated.and(other().negated).negated
  }
}

/// A value of a type that the language does not know.
package protocol OpaqueValue: Sendable {
  /// What `type(x)` gives.
  var type: CELType { get }
  /// What `string(x)` and reports print.
  var printed: String { get }
  /// Equality; false for another type.
  func isEqual(to other: any OpaqueValue) -> Bool
  /// Negative, zero or positive; nil when the two have no order.
  func order(against other: any OpaqueValue) -> Int?
}
