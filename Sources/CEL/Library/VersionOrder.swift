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

  /// Numbers in turn; what is missing at the end counts as zero.
  static func dotted(_ left: [[UInt8]], _ right: [[UInt8]]) -> Int {
    for index in 0..<max(left.count, right.count) {
      let order = numbers(
        index < left.count ? left[index][...] : [], index < right.count ? right[index][...] : [])
      if order != 0 { return order }
    }
    return 0
  }

  /// Labels of pre-releases (Semantic Versioning 2.0.0, section 11): having none is later than
  /// having some, numbers come before words, and more labels after fewer.
  static func labels(_ left: [[UInt8]], _ right: [[UInt8]]) -> Int {
    if left.isEmpty || right.isEmpty { return (left.isEmpty ? 1 : 0) - (right.isEmpty ? 1 : 0) }
    for (first, second) in zip(left, right) {
      let order: Int
      switch (first.allSatisfy(\.isASCIIDigit), second.allSatisfy(\.isASCIIDigit)) {
      case (true, true): order = numbers(first[...].withoutZeros, second[...].withoutZeros)
      case (true, false): order = -1
      case (false, true): order = 1
      case (false, false): order = bytes(first[...], second[...])
      }
      if order != 0 { return order }
    }
    return left.count - right.count
  }

  /// RPM's `rpmvercmp`: runs of digits and of letters in turn; `~` is before everything, even the
  /// end, `^` after the end and before anything else.
  static func rpm(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var (left, right) = (left[...], right[...])
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
  static func deb(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var (left, right) = (left[...], right[...])
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

extension UInt8 {
  /// Whether RPM compares it: everything else only separates.
  fileprivate var isSegment: Bool {
    isASCIIAlphanumeric || self == UInt8(ascii: "~") || self == UInt8(ascii: "^")
  }
}
