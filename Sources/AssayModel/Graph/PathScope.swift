/// The account and region that a path names: `…/111122223333/eu-west-1/…`, or `accountid=` and `region=`.
package struct PathScope: Hashable, Sendable {
  /// Twelve digits.
  package var account: String?
  /// `eu-west-1`.
  package var region: String?

  package init(account: String?, region: String?) {
    self.account = account
    self.region = region
  }

  package init(path: String) {
    for part in path.split(separator: "/").dropLast() {
      let value = part.split(separator: "=").last ?? part
      if value.utf8.count == 12, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
        // The minute of a night (202611220200) is no account, unless it is named as one.
        if value.count < part.count || !Self.isMinute(value) { account = String(value) }
      } else if Self.isRegion(value) {
        region = String(value)
      }
    }
  }

  /// Whether twelve digits are a year of this century, a month, a day, an hour and a minute.
  private static func isMinute(_ digits: Substring) -> Bool {
    guard digits.hasPrefix("20"), let number = Int(digits) else { return false }
    return (1...12).contains(number / 1_000_000 % 100) && (1...31).contains(number / 10_000 % 100)
      && number / 100 % 100 < 24 && number % 100 < 60
  }

  /// Whether two may be the same place, as far as both are known.
  package func mayBe(_ other: PathScope) -> Bool {
    (account == nil || other.account == nil || account == other.account)
      && (region == nil || other.region == nil || region == other.region)
  }

  /// What a person calls it; empty where nothing is known.
  package var title: String {
    (account.map { " of \($0)" } ?? "") + (region.map { " in \($0)" } ?? "")
  }

  /// Nil unless both are known.
  package func scope(_ source: CollectedScope.Source) -> CollectedScope? {
    guard let account, let region else { return nil }
    return CollectedScope(source, account: account, region: region)
  }

  /// `eu-west-1`, `us-gov-east-1`: words and a number.
  package static func isRegion(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (3...4).contains(parts.count), parts[0].utf8.count == 2, let number = parts.last,
      (1...2).contains(number.utf8.count), number.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return false }
    return parts.dropLast().allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    }
  }

  /// The region of an availability zone: `eu-west-1a`, `us-east-1-bos-1a`.
  package static func region(ofZone zone: String) -> String? {
    let parts = zone.split(separator: "-")
    for count in 3...4 where parts.count >= count {
      let last = parts[count - 1]
      let number = last.prefix { $0.isASCII && $0.isNumber }
      guard !number.isEmpty else { continue }
      let region = (parts.prefix(count - 1) + [number]).joined(separator: "-")
      if isRegion(region) { return region }
    }
    return nil
  }
}
