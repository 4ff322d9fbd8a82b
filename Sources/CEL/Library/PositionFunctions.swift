extension StandardFunctions {
  /// Functions of positions in strings: code points from 0.
  static let positions: [Library.Function] = [
    .binary("charAt", .member) { context, text, position in
      guard case .string(let text) = text, case .int(let position) = position else { return nil }
      if let error = context.charge(text.utf8.count / 8) { return .error(error) }
      let scalars = text.unicodeScalars
      guard let index = Int(exactly: position), (0...scalars.count).contains(index) else {
        return .error(.positionOutOfRange(position))
      }
      return .string(String(scalars[scalars.index(at: index)...].prefix(1)))
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
    let scalars = text.unicodeScalars
    let count = scalars.count
    if let error = charge(count / 8) { return .error(error) }
    switch position(from, count, otherwise: 0) {
    case nil: return nil
    case .failure(let error): return .error(error)
    case .success(let start):
      let skipped = text.utf8.distance(from: text.startIndex, to: scalars.index(at: start))
      guard let offset = text.byteOffset(of: sought, from: skipped) else { return .int(-1) }
      let found = text.utf8.index(text.startIndex, offsetBy: offset)
      return .int(Int64(scalars[..<found].count))
    }
  }

  fileprivate mutating func lastIndexOf(_ text: Value, _ sought: Value, from: Value?) -> Value? {
    guard case .string(let text) = text, case .string(let sought) = sought else { return nil }
    let scalars = text.unicodeScalars
    let pattern = sought.unicodeScalars
    let count = scalars.count
    switch position(from, count, otherwise: count) {
    case nil: return nil
    case .failure(let error): return .error(error)
    case .success(let last):
      // Backwards there is no search in linear time at hand, so the work is paid for.
      var start = min(last, count - pattern.count)
      guard start >= 0 else { return .int(-1) }
      var index = scalars.index(at: start)
      while true {
        if let error = charge(1) { return .error(error) }
        if scalars[index...].starts(with: pattern) { return .int(Int64(start)) }
        guard start > 0 else { return .int(-1) }
        scalars.formIndex(before: &index)
        start -= 1
      }
    }
  }

  fileprivate mutating func substring(_ text: Value, _ start: Value, end: Value?) -> Value? {
    guard case .string(let text) = text else { return nil }
    let scalars = text.unicodeScalars
    let count = scalars.count
    if let error = charge(count / 8) { return .error(error) }
    guard let first = position(start, count, otherwise: 0),
      let last = position(end, count, otherwise: count)
    else { return nil }
    switch (first, last) {
    case (.failure(let error), _), (_, .failure(let error)): return .error(error)
    case (.success(let first), .success(let last)):
      guard first <= last else { return .error(.reversedRange(Int64(first), Int64(last))) }
      return .string(String(scalars[scalars.index(at: first)...].prefix(last - first)))
    }
  }
}

extension String.UnicodeScalarView {
  /// Where the code point of a position begins; the end for the position behind the last.
  fileprivate func index(at position: Int) -> Index { index(startIndex, offsetBy: position) }
}
