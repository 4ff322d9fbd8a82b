import Records

/// The rule of a zone for all times to come: a POSIX `TZ` text such as `CST6CDT,M3.2.0,M11.1.0`.
struct TimeZoneRule: Sendable {
  private let standardOffset: Int64
  /// Nil for a zone without summer time.
  private var summer: Summer?

  private struct Summer: Sendable {
    let offset: Int64
    let start: Change
    let end: Change
  }

  /// A day of the year, and seconds after its midnight.
  private struct Change: Sendable {
    enum Day: Sendable {
      /// 1 to 365; 29 February is never counted.
      case julian(Int64)
      /// 0 to 365.
      case ofYear(Int64)
      /// Month 1 to 12, week 1 to 5 (5 is the last), day 0 (Sunday) to 6.
      case ofWeek(Int64, Int64, Int64)
    }

    let day: Day
    let time: Int64

    /// Seconds since 1970 on the zone's own clock.
    func seconds(in year: Int64) -> Int64 { days(in: year) * 86_400 + time }

    private func days(in year: Int64) -> Int64 {
      let newYear = Instant.days(fromCivil: year, 1, 1)
      switch day {
      case .ofYear(let day): return newYear + day
      case .julian(let day):
        let march = Instant.days(fromCivil: year, 3, 1)
        return march - newYear == 60 && day >= 60 ? newYear + day : newYear + day - 1
      case .ofWeek(let month, let week, let day):
        let first = Instant.days(fromCivil: year, month, 1)
        let next =
          month == 12
          ? Instant.days(fromCivil: year + 1, 1, 1) : Instant.days(fromCivil: year, month + 1, 1)
        let weekday = (first + 4).quotientAndRemainder(floor: 7).remainder
        var result = first + (day - weekday + 7) % 7 + (week - 1) * 7
        if result >= next { result -= 7 }
        return result
      }
    }
  }

  /// Nil for what is no such text.
  init?(_ text: [UInt8]) {
    var reader = Reader(bytes: text)
    guard reader.skipName(), let offset = reader.time() else { return nil }
    standardOffset = -offset
    guard !reader.isAtEnd else { return }
    guard reader.skipName() else { return nil }
    let summerOffset = reader.peek(",") ? offset - 3_600 : reader.time()
    guard let summerOffset, let start = reader.change(), let end = reader.change() else {
      return nil
    }
    summer = Summer(offset: -summerOffset, start: start, end: end)
  }

  /// Seconds east of Greenwich at an instant.
  func offset(at seconds: Int64) -> Int64 {
    guard let summer else { return standardOffset }
    let days = (seconds + standardOffset).quotientAndRemainder(floor: 86_400).quotient
    let year = Instant.civil(fromDays: days).year
    let start = summer.start.seconds(in: year) - standardOffset
    let end = summer.end.seconds(in: year) - summer.offset
    let isSummer =
      start < end ? (start..<end).contains(seconds) : !(end..<start).contains(seconds)
    return isSummer ? summer.offset : standardOffset
  }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index >= bytes.count }

    func peek(_ scalar: Unicode.Scalar) -> Bool {
      index < bytes.count && bytes[index] == UInt8(ascii: scalar)
    }

    mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
      guard peek(scalar) else { return false }
      index += 1
      return true
    }

    mutating func skipName() -> Bool {
      let start = index
      if skip("<") {
        while !isAtEnd, !peek(">") { index += 1 }
        return skip(">")
      }
      while !isAtEnd, (0x41...0x5A).contains(bytes[index] & 0xDF) { index += 1 }
      return index > start
    }

    mutating func number() -> Int64? {
      let start = index
      var value: Int64 = 0
      while !isAtEnd, (0x30...0x39).contains(bytes[index]), index - start < 4 {
        value = value * 10 + Int64(bytes[index] - 0x30)
        index += 1
      }
      return index > start ? value : nil
    }

    /// `[+-]hh[:mm[:ss]]`, in seconds.
    mutating func time() -> Int64? {
      let isNegative = skip("-")
      if !isNegative { _ = skip("+") }
      guard var value = number().map({ $0 * 3_600 }) else { return nil }
      if skip(":") { value += (number() ?? 0) * 60 }
      if skip(":") { value += number() ?? 0 }
      return isNegative ? -value : value
    }

    /// `,M3.2.0/2`, `,J60`, `,59`.
    mutating func change() -> Change? {
      guard skip(","), let day = day() else { return nil }
      guard skip("/") else { return Change(day: day, time: 7_200) }
      return time().map { Change(day: day, time: $0) }
    }

    private mutating func day() -> Change.Day? {
      if skip("J") { return number().map { .julian($0) } }
      guard skip("M") else { return number().map { .ofYear($0) } }
      guard let month = number(), skip("."), let week = number(), skip("."), let day = number(),
        (1...12).contains(month), (1...5).contains(week), (0...6).contains(day)
      else { return nil }
      return .ofWeek(month, week, day)
    }
  }
}
