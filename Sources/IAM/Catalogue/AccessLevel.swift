/// How AWS grades an action, from reading names to changing who may do what.
///
/// The spelling is that of the Service Authorization Reference. Ordered by what is at stake.
package enum AccessLevel: String, Sendable, Hashable, CaseIterable, Comparable {
  case list = "List"
  case read = "Read"
  case tagging = "Tagging"
  case write = "Write"
  case permissionsManagement = "Permissions management"

  /// One letter in the catalogue's file.
  var letter: UInt8 {
    switch self {
    case .list: UInt8(ascii: "L")
    case .read: UInt8(ascii: "R")
    case .tagging: UInt8(ascii: "T")
    case .write: UInt8(ascii: "W")
    case .permissionsManagement: UInt8(ascii: "P")
    }
  }

  init?(letter: UInt8) {
    guard let level = Self.allCases.first(where: { $0.letter == letter }) else { return nil }
    self = level
  }

  private var rank: Int {
    switch self {
    case .list: 0
    case .read: 1
    case .tagging: 2
    case .write: 3
    case .permissionsManagement: 4
    }
  }

  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
