/// The orders of versions, on bytes: negative, zero or positive.
enum VersionOrder {
  /// Digits without leading zeros, of any length.
  static func numbers(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    left.count != right.count ? left.count - right.count : bytes(left, right)
  }

  static func bytes(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    for (first, second) in zip(left, right) where first != second {
      return Int(first) - Int(second)
    }
    return left.count - right.count
  }

  /// Numbers with points between, in turn; what is missing at the end counts as zero.
  static func dotted(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    var (left, right) = (DottedParts(left), DottedParts(right))
    while true {
      let (first, second) = (left.next(), right.next())
      if first == nil, second == nil { return 0 }
      let order = numbers((first ?? []).withoutZeros, (second ?? []).withoutZeros)
      if order != 0 { return order }
    }
  }

  /// Labels of pre-releases (Semantic Versioning 2.0.0, section 11): having none is later than
  /// having some, numbers come before words, and more labels after fewer.
  static func labels(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    if left.isEmpty || right.isEmpty { return (left.isEmpty ? 1 : 0) - (right.isEmpty ? 1 : 0) }
    var (left, right) = (DottedParts(left), DottedParts(right))
    while true {
      switch (left.next(), right.next()) {
      case (nil, nil): return 0
      case (nil, _): return -1
      case (_, nil): return 1
      case (let first?, let second?):
        let order = label(first, second)
        if order != 0 { return order }
      }
    }
  }

  private static func label(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    switch (left.allSatisfy(\.isASCIIDigit), right.allSatisfy(\.isASCIIDigit)) {
    case (true, true): numbers(left.withoutZeros, right.withoutZeros)
    case (true, false): -1
    case (false, true): 1
    case (false, false): bytes(left, right)
    }
  }

  /// RPM's `rpmvercmp`: runs of digits and of letters in turn; `~` is before everything, even the
  /// end, `^` after the end and before anything else.
  static func rpm(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    var (left, right) = (left, right)
    while true {
      left = left.drop { !$0.isSegment }
      right = right.drop { !$0.isSegment }
      if left.first == UInt8(ascii: "~") || right.first == UInt8(ascii: "~") {
        guard left.first == right.first else { return left.first == UInt8(ascii: "~") ? -1 : 1 }
        left.removeFirst()
        right.removeFirst()
        continue
      }
      if left.first == UInt8(ascii: "^") || right.first == UInt8(ascii: "^") {
        if left.isEmpty || right.isEmpty { return left.isEmpty ? -1 : 1 }
        guard left.first == right.first else { return left.first == UInt8(ascii: "^") ? -1 : 1 }
        left.removeFirst()
        right.removeFirst()
        continue
      }
      guard let first = left.first, !right.isEmpty else { break }
      let belongs: (UInt8) -> Bool = first.isASCIIDigit ? { $0.isASCIIDigit } : { $0.isASCIILetter }
      let (mine, other) = (left.prefix(while: belongs), right.prefix(while: belongs))
      if other.isEmpty { return first.isASCIIDigit ? 1 : -1 }
      let order =
        first.isASCIIDigit ? numbers(mine.withoutZeros, other.withoutZeros) : bytes(mine, other)
      if order != 0 { return order }
      left = left.dropFirst(mine.count)
      right = right.dropFirst(other.count)
    }
    return (left.isEmpty ? 0 : 1) - (right.isEmpty ? 0 : 1)
  }

  /// Debian's order (policy manual 5.6.12): runs of other characters and of digits in turn; `~` is
  /// before everything, even the end, and letters before all else.
  static func deb(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    var (left, right) = (left, right)
    while !left.isEmpty || !right.isEmpty {
      let (text, otherText) = (
        left.prefix { !$0.isASCIIDigit }, right.prefix { !$0.isASCIIDigit }
      )
      for offset in 0..<max(text.count, otherText.count) {
        let order =
          weight(text.dropFirst(offset).first) - weight(otherText.dropFirst(offset).first)
        if order != 0 { return order }
      }
      left = left.dropFirst(text.count)
      right = right.dropFirst(otherText.count)
      let (digits, otherDigits) = (
        left.prefix(while: \.isASCIIDigit), right.prefix(while: \.isASCIIDigit)
      )
      let order = numbers(digits.withoutZeros, otherDigits.withoutZeros)
      if order != 0 { return order }
      left = left.dropFirst(digits.count)
      right = right.dropFirst(otherDigits.count)
    }
    return 0
  }

  private static func weight(_ byte: UInt8?) -> Int {
    guard let byte else { return 0 }
    if byte == UInt8(ascii: "~") { return -1 }
    return byte.isASCIILetter ? Int(byte) : Int(byte) + 256
  }
}

/// What stands between points; of an empty text one empty part.
struct DottedParts: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>?

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func next() -> ArraySlice<UInt8>? {
    guard let bytes = rest else { return nil }
    let part = bytes.prefix { $0 != UInt8(ascii: ".") }
    rest = part.endIndex < bytes.endIndex ? bytes[(part.endIndex + 1)...] : nil
    return part
  }
}

extension UInt8 {
  /// Whether RPM compares it: everything else only separates.
  fileprivate var isSegment: Bool {
    isASCIIAlphanumeric || self == UInt8(ascii: "~") || self == UInt8(ascii: "^")
  }
}
