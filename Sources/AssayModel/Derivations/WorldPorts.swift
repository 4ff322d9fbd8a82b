/// The ports on which an ordered list of rules lets everybody in.
///
/// A rule for part of the world's addresses decides for that part only: the rest of the world comes to
/// the rules after it. So only rules for everywhere close a port, and only such ones open it to all.
package struct WorldPorts: Sendable {
  /// One rule, in the order in which rules are asked.
  package struct Rule: Sendable {
    package let allows: Bool
    package let ports: ClosedRange<Int64>

    package init(allows: Bool, ports: ClosedRange<Int64>) {
      self.allows = allows
      self.ports = ports
    }
  }

  /// Ascending, apart from each other.
  package let ranges: [ClosedRange<Int64>]

  /// Decides each port by the first rule that has it; each of several lists by itself, as IPv4 and IPv6
  /// are, and takes the results together.
  package init(_ lists: [[Rule]]) {
    var open: [ClosedRange<Int64>] = []
    for rules in lists {
      // Between two neighbouring bounds all ports are decided alike.
      let bounds = Set(rules.flatMap { [$0.ports.lowerBound, $0.ports.upperBound + 1] }).sorted()
      for (start, end) in zip(bounds, bounds.dropFirst())
      where rules.first(where: { $0.ports.contains(start) })?.allows == true {
        open.append(start...(end - 1))
      }
    }
    var merged: [ClosedRange<Int64>] = []
    for range in open.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    ranges = merged
  }
}
