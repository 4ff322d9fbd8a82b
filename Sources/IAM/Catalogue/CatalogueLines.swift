/// Reads the lines of a part of a catalogue's file, and the numbers and words on them.
///
/// The format is ASCII: printable characters, tabs between fields, a line feed after every line.
struct CatalogueLines {
  /// The part.
  let bytes: [UInt8]
  /// In `bytes`.
  private(set) var position = 0
  /// Where the part begins in the file.
  private let origin: Int

  private static let lineFeed = UInt8(ascii: "\n")
  private static let tab = UInt8(ascii: "\t")
  /// The most words on a line.
  private static let maximumWords = 1_000

  /// A part whose first byte is byte `origin` of the file.
  init(_ bytes: [UInt8], at origin: Int) {
    self.bytes = bytes
    self.origin = origin
  }

  var isAtEnd: Bool { position == bytes.count }

  /// The range of the next line without its end.
  mutating func line() throws(CatalogueFault) -> Range<Int> {
    let start = position
    guard let end = bytes[start...].firstIndex(of: Self.lineFeed) else {
      throw fault("the file ends early")
    }
    position = end + 1
    return start..<end
  }

  /// The fields of the next line, between tabs; there must be as many as told.
  mutating func fields(_ count: Int) throws(CatalogueFault) -> [String] {
    let start = position
    let fields = try parts(of: line(), between: Self.tab)
    guard fields.count == count else {
      throw fault("a line must have \(count) fields", at: start)
    }
    return fields
  }

  /// The words of the next line, between spaces; never empty, though a word may be.
  mutating func words() throws(CatalogueFault) -> [String] {
    let words = try parts(of: line(), between: UInt8(ascii: " "))
    guard words.count <= Self.maximumWords else { throw fault("a line has too many entries") }
    return words
  }

  /// The bytes of some lines one after another, and where each ends among them.
  mutating func joined(_ count: Int) throws(CatalogueFault) -> (bytes: [UInt8], ends: [UInt32]) {
    var joined: [UInt8] = []
    var ends: [UInt32] = []
    ends.reserveCapacity(count)
    joined.reserveCapacity(min(count * 24, bytes.count))
    var offset = position
    while ends.count < count, offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == Self.lineFeed {
        ends.append(UInt32(joined.count))
      } else {
        joined.append(byte)
      }
    }
    guard ends.count == count else { throw fault("the file ends early", at: bytes.count) }
    position = offset
    return (joined, ends)
  }

  /// A range as texts between separators; what is not printable ASCII is refused.
  private func parts(
    of range: Range<Int>, between separator: UInt8
  ) throws(CatalogueFault) -> [String] {
    for offset in range where !(0x20...0x7E).contains(bytes[offset]) && bytes[offset] != separator {
      throw fault("a byte is not printable ASCII", at: offset)
    }
    return bytes[range].split(separator: separator, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// A number below `bound`, in decimal digits.
  func number(_ text: some StringProtocol, below bound: Int) throws(CatalogueFault) -> Int {
    let isNumber =
      (1...9).contains(text.utf8.count)
      && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isNumber, let number = Int(text), number < bound else {
      throw fault("a number is not one or too large")
    }
    return number
  }

  /// The numbers of the next lines, one a line.
  mutating func numbers(_ count: Int, below bound: Int) throws(CatalogueFault) -> [Int] {
    var numbers: [Int] = []
    numbers.reserveCapacity(count)
    for _ in 0..<count {
      let range = try line()
      var number = 0
      for byte in bytes[range] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), number < bound else {
          throw fault("a number is not one or too large")
        }
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
      }
      guard !range.isEmpty, number < bound else { throw fault("a number is not one or too large") }
      numbers.append(number)
    }
    return numbers
  }

  /// A fault at an offset in `bytes`, or where reading stands.
  func fault(_ reason: String, at offset: Int? = nil) -> CatalogueFault {
    CatalogueFault(offset: origin + (offset ?? position), reason: reason)
  }
}
