import ArgumentParser
import AssayStore
import Records

/// What `--keep` says: `400d`, `52w`, or a number of runs.
struct KeepOption: ExpressibleByArgument, Sendable {
  /// How it was written.
  let text: String
  private let amount: Amount

  /// How much of the past it is.
  private enum Amount {
    case days(Int64)
    case runs(Int)
  }

  init?(argument: String) {
    text = argument
    let days: Int64? =
      switch argument.last {
      case "d": 1
      case "w": 7
      default: nil
      }
    let digits = days == nil ? argument[...] : argument.dropLast()
    // A hundred thousand is more than anybody keeps, and far from an overflow.
    guard let number = Int(digits), digits.first?.isNumber == true, (1...100_000).contains(number)
    else { return nil }
    amount = days.map { .days($0 * Int64(number)) } ?? .runs(number)
  }

  func retention(at now: Instant) -> Retention {
    switch amount {
    case .days(let days):
      .since(Instant(microseconds: now.microseconds - days * 86_400_000_000))
    case .runs(let count): .runs(count)
    }
  }
}
