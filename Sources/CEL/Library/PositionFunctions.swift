extension StandardFunctions {
  /// Functions of positions in strings: code points from 0.
  static let positions: [Library.Function] = [
    .binary("charAt", .member) { context, text, position in
      guard case .string(let text) = text, case .int(let position) = position else { return nil }
      return context.withScalars(text) { scalars in
        guard let index = Int(exactly: position), (0...scalars.count).contains(index) else {
          return .error(.positionOutOfRange(position))
        }
        return .string(index == scalars.count ? "" : String(scalars[index]))
      }
    },
    .binary("indexOf", .member) { $0.indexOf($1, $2, from: nil) },
    .many("indexOf", .member, arity: 3) { $0.indexOf($1[0], $1[1], from: $1[2]) },
    .binary("lastIndexOf", .member) { $0.lastIndexOf($1, $2, from: nil) },
    .many("lastIndexOf", .member, arity: 3) { $0.lastIndexOf($1[0], $1[1], from: $1[2]) },
    .binary("substring", .member) { $0.substring($1, $2, end: nil) },
    .many("substring", .member, arity: 3) { $0.substring($1[0], $1[1], end: $1[2]) },
  ]
}

extension Context {
  fileprivate mutating func withScalars(
    _ text: String, _ body: ([Unicode.Scalar]) -> Value
  ) -> Value {
    if let error = charge(text.utf8.count / 8) { return .error(error) }
    return body(Array(text.unicodeScalars))
  }

  /// A position as an index, when it is one of `0...count`.
  private func position(_ value: Value?, _ count: Int, otherwise index: Int) -> Result<
    Int, EvaluationError
  >? {
    guard let value else { return .success(index) }
    guard case .int(let position) = value else { return nil }
    guard let index = Int(exactly: position), (0...count).contains(index) else {
      return .failure(.positionOutOfRange(position))
    }
    return .success(index)
  }

  fileprivate mutating func indexOf(_ text: Value, _ sought: Value, from: Value?) -> Value? {
    guard case .string(let text) = text, case .string(let sought) = sought else { return nil }
    let scalars = Array(text.unicodeScalars)
    if let error = charge(scalars.count / 8) { return .error(error) }
    switch position(from, scalars.count, otherwise: 0) {
    case nil: return nil
    case .failure(let error): return .error(error)
    case .success(let start):
      let skipped = scalars[..<start].reduce(0) { $0 + UTF8.width($1) }
      guard let offset = text.byteOffset(of: sought, from: skipped) else { return .int(-1) }
      return .int(Int64(text.bytes(0..<offset).unicodeScalars.count))
    }
  }

  fileprivate mutating func lastIndexOf(_ text: Value, _ sought: Value, from: Value?) -> Value? {
    guard case .string(let text) = text, case .string(let sought) = sought else { return nil }
    let scalars = Array(text.unicodeScalars)
    let pattern = Array(sought.unicodeScalars)
    switch position(from, scalars.count, otherwise: scalars.count) {
    case nil: return nil
    case .failure(let error): return .error(error)
    case .success(let last):
      // Backwards there is no search in linear time at hand, so the work is paid for.
      var start = min(last, scalars.count - pattern.count)
      while start >= 0 {
        if let error = charge(1) { return .error(error) }
        if scalars[start..<start + pattern.count].elementsEqual(pattern) {
          return .int(Int64(start))
        }
        start -= 1
      }
      return .int(-1)
    }
  }

  fileprivate mutating func substring(_ text: Value, _ start: Value, end: Value?) -> Value? {
    guard case .string(let text) = text else { return nil }
    let scalars = Array(text.unicodeScalars)
    if let error = charge(scalars.count / 8) { return .error(error) }
    guard let first = position(start, scalars.count, otherwise: 0),
      let last = position(end, scalars.count, otherwise: scalars.count)
    else { return nil }
    switch (first, last) {
    case (.failure(let error), _), (_, .failure(let error)): return .error(error)
    case (.success(let first), .success(let last)):
      guard first <= last else { return .error(.reversedRange(Int64(first), Int64(last))) }
      return .string(String(String.UnicodeScalarView(scalars[first..<last])))
    }
  }
}
