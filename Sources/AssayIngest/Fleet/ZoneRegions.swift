import AssayModel

/// The regions of the zones that were met, of which there are few.
struct ZoneRegions {
  private var known: [String: String?] = [:]
  private static let most = 1_000

  /// As `PathScope` tells it.
  mutating func region(ofZone zone: String) -> String? {
    if let known = known[zone] { return known }
    let region = PathScope.region(ofZone: zone)
    if known.count < Self.most { known[zone] = .some(region) }
    return region
  }
}
