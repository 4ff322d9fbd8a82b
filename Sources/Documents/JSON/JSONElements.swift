/// Splits a document of JSON that is too large to be kept into the elements of its arrays.
///
/// In: a document read block by block, whose root is an object or an array. Out: its parts in text order:
/// each element of an array of the root, and each other member of the root with its whole value
/// (`NextToken`). Where the caller says so, the elements of an array are *parents*, split once more:
/// `["Reservations": "Instances"]` gives each instance, the other members of its reservation as they
/// stand before and behind, and then the parent's end.
///
/// Every byte is checked, with the verdicts of `JSONReader` but for its limit of values, before the part it belongs to is handed
/// out; what is wrong behind it, such as a cut-off end, is an error of a later step. Memory: one block
/// and the largest part. Time: linear; over 1 GB/s where texts are not indented.
package struct JSONElements {
  /// The most members of the root, or of a parent.
  private static let mostKeys = 100_000

  /// The most bytes of one part.
  private let maximumBytes: Int
  /// Keyed by an array of the root: which array of its elements is split.
  private let parents: [String: String]
  private let read: (UnsafeMutableRawBufferPointer) throws -> Int
  private var window: JSONWindow
  private var validator: JSONValidator

  /// What has been entered so far.
  private enum Place { case start, root, elements, parent, parentElements, end, done }
  private var place = Place.start
  private var isRootArray = false
  /// Whether nothing of the innermost entered container has been passed.
  private var isFresh = false
  /// The keys of the array of the root, and of the parent, that are being split.
  private var arrayKey = ""
  private var parentArrayKey = ""
  private var rootKeys: Set<String> = []
  private var parentKeys: Set<String> = []

  /// Elements of a document that `read` gives piece by piece: it fills its buffer from the start and
  /// answers how many bytes that are, 0 at the end.
  package init(
    parents: [String: String] = [:], maximumBytes: Int = 8 << 20, depth: Int = 200,
    blockSize: Int = 1 << 20, read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int
  ) {
    self.parents = parents
    self.maximumBytes = maximumBytes
    self.read = read
    window = JSONWindow(blockSize: blockSize)
    validator = JSONValidator(depth: depth, keys: .unique)
  }

  /// Elements of an open file, from where it stands.
  package init(
    _ file: FileDescriptor, parents: [String: String] = [:], maximumBytes: Int = 8 << 20
  ) {
    self.init(parents: parents, maximumBytes: maximumBytes) { try file.read(into: $0) }
  }

  /// The next part; nil at the end, and after an error.
  ///
  /// Throws `JSONError`, or what reading throws.
  package mutating func next() throws -> JSONPart? {
    try next(expecting: { _ in nil }, isKnown: { _ in false })
  }

  /// The next part, as `next()` gives it; but bytes that were an element of the same array once are passed without
  /// being checked again.
  ///
  /// - Parameters:
  ///   - expecting: How many bytes the next element of the array of a key has, if it is the one that was there;
  ///     nil for none.
  ///   - isKnown: Whether these bytes are that element, every one of them.
  /// - Returns: Nil at the end, and after an error.
  /// - Throws: `JSONError`, or what reading throws.
  package mutating func next(
    expecting: (_ key: String) -> Int?, isKnown: (UnsafeRawBufferPointer) -> Bool
  ) throws -> JSONPart? {
    do {
      while place != .done {
        if let part = try step(expecting, isKnown) { return part }
      }
      return nil
    } catch {
      place = .done
      throw error
    }
  }

  /// Whether the parent whose end was handed out last has the array that is split, be it empty.
  package var hasParentArray: Bool { parentKeys.contains(parentArrayKey) }

  /// Lends the bytes of the part that was handed out last.
  package func withBytes<Result, Failure: Error>(
    of part: JSONPart, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try window.withBytes(of: part, body)
  }
}

/// One part of a document that is split.
package struct JSONPart: Sendable {
  /// What it is part of.
  package enum Role: Sendable {
    /// An element of the array `key`, of the root or of a parent; `key` is empty when the root is the array.
    case element
    /// The value of the member `key` of the root.
    case member
    /// The value of the member `key` of the parent whose elements stand around it.
    case parentMember
    /// All parts of a parent, an element of the array `key`, have been handed out.
    case parentEnd
  }

  package let role: Role
  package let key: String
  /// Bytes from the start of the document.
  package let offset: Int
  /// 1-based.
  package let line: Int
  /// How many bytes it has; none at the end of a parent.
  package let count: Int
  /// Whether it was passed as one that the caller knows.
  package let isKnown: Bool
}

extension JSONElements {
  /// Goes one step; nil when that gave no part.
  private mutating func step(
    _ expecting: (String) -> Int?, _ isKnown: (UnsafeRawBufferPointer) -> Bool
  ) throws -> JSONPart? {
    switch place {
    case .start: try begin()
    case .root:
      guard try isAtNext(closedBy: UInt8(ascii: "}")) else {
        place = .end
        return nil
      }
      let key = try key()
      guard try byte() == UInt8(ascii: "[") else { return try part(.member, key: key, outside: 1) }
      arrayKey = key
      enter(.elements)
    case .elements:
      guard try isAtNext(closedBy: UInt8(ascii: "]")) else {
        place = isRootArray ? .end : .root
        return nil
      }
      guard let inner = parents[arrayKey] else {
        return try known(arrayKey, expecting(arrayKey), isKnown)
          ?? part(.element, key: arrayKey, outside: isRootArray ? 1 : 2)
      }
      guard try byte() == UInt8(ascii: "{") else { throw fault(.notA(.object)) }
      parentArrayKey = inner
      parentKeys.removeAll(keepingCapacity: true)
      enter(.parent)
    case .parent:
      guard try isAtNext(closedBy: UInt8(ascii: "}")) else {
        place = .elements
        return window.part(.parentEnd, key: arrayKey, count: 0)
      }
      let key = try key()
      guard key == parentArrayKey, try byte() == UInt8(ascii: "[") else {
        return try part(.parentMember, key: key, outside: isRootArray ? 2 : 3)
      }
      enter(.parentElements)
    case .parentElements:
      guard try isAtNext(closedBy: UInt8(ascii: "]")) else {
        place = .parent
        return nil
      }
      return try known(parentArrayKey, expecting(parentArrayKey), isKnown)
        ?? part(.element, key: parentArrayKey, outside: isRootArray ? 3 : 4)
    case .end:
      guard try byte() == nil else { throw fault(.trailingText) }
      place = .done
    case .done: break
    }
    return nil
  }

  private mutating func begin() throws {
    try window.skipMark(read)
    switch try byte() {
    case UInt8(ascii: "{"): enter(.root)
    case UInt8(ascii: "["):
      isRootArray = true
      enter(.elements)
    case nil: throw fault(.truncated)
    default: throw fault(.notA(.object))
    }
  }

  /// Goes into the container whose opening sign stands at the present place.
  private mutating func enter(_ place: Place) {
    window.advance(by: 1)
    self.place = place
    isFresh = true
  }

  /// Goes behind the comma before the next part of the entered container, or out of it: then false.
  private mutating func isAtNext(closedBy close: UInt8) throws -> Bool {
    let sign = try byte()
    defer { isFresh = false }
    if sign == close {
      window.advance(by: 1)
      return false
    }
    guard !isFresh else { return true }
    guard sign == UInt8(ascii: ",") else { throw fault(sign == nil ? .truncated : .unexpected) }
    window.advance(by: 1)
    return true
  }

  /// Passes a key of the root or the parent, and its colon.
  private mutating func key() throws -> String {
    guard let quote = try byte() else { throw fault(.truncated) }
    guard quote == UInt8(ascii: "\"") else { throw fault(.unexpected) }
    let count = try pass(outside: 0)
    let text = window.text(count)
    let isNew =
      place == .parent ? parentKeys.insert(text).inserted : rootKeys.insert(text).inserted
    guard isNew else { throw fault(.duplicateKey) }
    guard max(rootKeys.count, parentKeys.count) <= Self.mostKeys else {
      throw fault(.tooManyKeys(limit: Self.mostKeys))
    }
    window.advance(by: count)
    let colon = try byte()
    guard colon == UInt8(ascii: ":") else { throw fault(colon == nil ? .truncated : .unexpected) }
    window.advance(by: 1)
    return text
  }

  /// Passes the value that stands next and hands it out.
  private mutating func part(_ role: JSONPart.Role, key: String, outside: Int) throws -> JSONPart {
    _ = try byte()
    let count = try pass(outside: outside)
    let part = window.part(role, key: key, count: count)
    window.advance(by: count)
    return part
  }

  /// Passes the element that stands next and hands it out, if it is one of `count` bytes that is known.
  private mutating func known(
    _ key: String, _ count: Int?, _ isKnown: (UnsafeRawBufferPointer) -> Bool
  ) throws -> JSONPart? {
    guard let count, count <= maximumBytes, try byte() != nil else { return nil }
    while window.rest <= count, !window.isComplete { try window.fill(read) }
    guard window.rest > count, window.isNext(count, isKnown) else { return nil }
    let part = window.part(.element, key: key, count: count, isKnown: true)
    window.advance(by: count)
    return part
  }

  /// How many bytes the value at the present place has, all of them checked and in the window.
  private mutating func pass(outside: Int) throws -> Int {
    while true {
      var found: JSONError
      do throws(JSONError) {
        let count = try window.pass(&validator, outside: outside)
        guard count <= maximumBytes else { throw JSONError(.tooLarge(limit: maximumBytes), at: 0) }
        // A number may go on in the next block, and at the end of a file that was cut off: no part is
        // the last of its document.
        if count < window.rest { return count }
        found = JSONError(.truncated, at: count)
      } catch {
        found = error
      }
      // Whatever is wrong may be so only because the window ends where it does.
      if window.isComplete || window.rest > maximumBytes {
        if found.reason == .truncated, !window.isComplete {
          found = JSONError(.tooLarge(limit: maximumBytes), at: 0)
        }
        throw window.located(found)
      }
      try window.fill(read)
    }
  }

  /// The byte at the next place that is not blank; nil at the end.
  private mutating func byte() throws -> UInt8? {
    while true {
      if let byte = window.skipBlanks() { return byte }
      guard !window.isComplete else { return nil }
      try window.fill(read)
    }
  }

  private func fault(_ reason: JSONError.Reason) -> JSONError {
    window.located(JSONError(reason, at: 0))
  }
}
