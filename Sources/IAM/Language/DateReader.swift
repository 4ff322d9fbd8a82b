/// Reads an ISO 8601 date.
struct DateReader {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = text[...].utf8
  }

  mutating func read() -> Int64? {
    guard let year = digits(4), (1...9999).contains(year) else { return nil }
    var month: Int64 = 1
    var day: Int64 = 1
    if take("-") {
      guard let read = digits(2), (1...12).contains(read) else { return nil }
      month = read
      if take("-") {
        guard let read = digits(2), read >= 1, read <= Calendar.daysInMonth(year, month) else {
          return nil
        }
        day = read
      }
    }
    guard let time = time() else { return nil }
    return Calendar.daysSince1970(year, month, day) * 86_400_000 + time
  }

  /// Milliseconds of the time and its zone; 0 when the date stands alone.
  private mutating func time() -> Int64? {
    guard !rest.isEmpty else { return 0 }
    guard take("T") || take("t") || take(" "), let hour = digits(2), hour < 24, take(":"),
      let minute = digits(2), minute < 60
    else { return nil }
    var milliseconds = (hour * 60 + minute) * 60_000
    if take(":") {
      guard let second = digits(2), second < 60 else { return nil }
      milliseconds += second * 1000
      if take(".") {
        guard let fraction = fraction() else { return nil }
        milliseconds += fraction
      }
    }
    guard let offset = zone(), rest.isEmpty else { return nil }
    return milliseconds - offset
  }

  private mutating func zone() -> Int64? {
    if rest.isEmpty || take("Z") || take("z") { return 0 }
    let sign: Int64 = take("+") ? 1 : take("-") ? -1 : 0
    guard sign != 0, let hours = digits(2), hours < 24 else { return nil }
    _ = take(":")
    guard let minutes = digits(2), minutes < 60 else { return nil }
    return sign * (hours * 60 + minutes) * 60_000
  }

  private mutating func fraction() -> Int64? {
    var value: Int64 = 0
    var count = 0
    while let byte = rest.first, byte >= 48, byte <= 57 {
      if count < 3 { value = value * 10 + Int64(byte - 48) }
      count += 1
      rest = rest.dropFirst()
    }
    guard count > 0, count <= 9 else { return nil }
    for _ in min(count, 3)..<3 { value *= 10 }
    return value
  }

  private mutating func digits(_ count: Int) -> Int64? {
    guard rest.count >= count else { return nil }
    var value: Int64 = 0
    for byte in rest.prefix(count) {
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int64(byte - 48)
    }
    rest = rest.dropFirst(count)
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }
}
