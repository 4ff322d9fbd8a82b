/// The standard library: what each function does, in the order of its declarations.
///
/// A function gives nil for arguments it does not take.
enum StandardFunctions {
  static let conversions: [Library.Function] = [
    .unary("int") { Conversions.int($1).unlessRefused },
    .unary("uint") { Conversions.uint($1).unlessRefused },
    .unary("double") { Conversions.double($1).unlessRefused },
    .unary("bool") { Conversions.bool($1).unlessRefused },
    .unary("bytes") { $0.checked(Conversions.bytes($1)) },
    .unary("string") { $0.checked(Conversions.string($1)) },
    .unary("timestamp") { Conversions.timestamp($1).unlessRefused },
    .unary("duration") { Conversions.duration($1).unlessRefused },
    .unary("type") { .type($1.type($0.source)) },
    .unary("size", .both) { $0.size($1) },
  ]

  static let optionals: [Library.Function] = [
    .unary("optional.of") { .optional($1) },
    .unary("optional.ofNonZeroValue") { .optional($1.isZero($0.source) ? nil : $1) },
    .many("optional.none", arity: 0) { _, _ in .optional(nil) },
    .unary("optional.unwrap") { $0.unwrap($1) },
    .unary("unwrapOpt", .member) { $0.unwrap($1) },
    .unary("hasValue", .member) { _, value in
      guard case .optional(let inner) = value else { return nil }
      return .bool(inner != nil)
    },
    .unary("value", .member) { _, value in
      guard case .optional(let inner) = value else { return nil }
      return inner ?? .error(.noValue)
    },
  ]
}

extension Value {
  /// Nil for the error that says so: the caller knows the name to put into it.
  var unlessRefused: Value? {
    if case .error(let error) = self, error.code == .noSuchOverload { return nil }
    return self
  }
}

extension Context {
  fileprivate mutating func checked(_ value: Value) -> Value? {
    switch value {
    case .string(let string): checked(string)
    case .bytes(let bytes): checked(bytes)
    default: value.unlessRefused
    }
  }

  /// Code points, bytes, elements or entries; an unknown element leaves the size of a list open.
  fileprivate mutating func size(_ value: Value) -> Value? {
    switch value {
    case .string(let string):
      if let error = charge(bytes: string.utf8.count) { return .error(error) }
      return .int(Int64(string.unicodeScalars.count))
    case .bytes(let bytes): return .int(Int64(bytes.count))
    default:
      if let list = ListView(value, source) {
        return list.unknown.map { .unknown($0) } ?? .int(Int64(list.count))
      }
      return MapView(value, source).map { .int(Int64($0.count)) }
    }
  }

  fileprivate mutating func unwrap(_ value: Value) -> Value? {
    guard let list = ListView(value, source) else { return nil }
    if let error = charge(list.count) { return .error(error) }
    var result: [Value] = []
    for index in 0..<list.count {
      switch list[index] {
      case .optional(let inner): if let inner { result.append(inner) }
      case .unknown(let set): result.append(.unknown(set))
      default: return nil
      }
    }
    return .list(result)
  }
}
