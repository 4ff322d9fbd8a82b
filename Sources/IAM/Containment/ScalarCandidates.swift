/// The values at which scalar conditions can change their answers.
enum ScalarCandidates {
  /// As the service spells them; every region of the line that the conditions draw has one.
  static func texts(_ conditions: [Condition]) -> [String] {
    var numbers: [Double] = []
    var instants: [Int64] = []
    var networks: [Network] = []
    var flags: [String] = []
    for condition in conditions {
      if condition.operator == .bool { flags = ["true", "false"] }
      for value in condition.values {
        switch value {
        case .number(let number): numbers.append(number)
        case .instant(let instant): instants.append(instant)
        case .network(let network): networks.append(network)
        case .flag, .pattern: continue
        }
      }
      // An empty list of values still asks for a number, an instant, an address.
      guard condition.values.isEmpty else { continue }
      switch condition.operator {
      case .numeric: numbers.append(0)
      case .date: instants.append(0)
      case .ipAddress: networks += [Network("203.0.113.1")].compactMap { $0 }
      default: continue
      }
    }
    return flags + texts(numbers) + texts(instants) + texts(networks)
  }

  private static func texts(_ numbers: [Double]) -> [String] {
    let sorted = Set(numbers).sorted()
    let whole = sorted.flatMap { [$0, $0 - 1, $0 + 1] }
    let between = zip(sorted, sorted.dropFirst()).map { $0 / 2 + $1 / 2 }
    // Beside a number so large that 1 more is the same, stands the next one that there is.
    let beside = sorted.flatMap { [$0.nextDown, $0.nextUp] }.filter {
      $0.isFinite && abs($0) > 1e15
    }
    return (whole + between + beside).map(Scalars.text(number:))
  }

  private static func texts(_ instants: [Int64]) -> [String] {
    let sorted = Set(instants).sorted()
    let near = sorted.flatMap { [$0, $0 - 1000, $0 + 1000] }
    let between = zip(sorted, sorted.dropFirst()).map { $0 + ($1 - $0) / 2 }
    return (near + between).map(Scalars.text(instant:))
  }

  private static func texts(_ networks: [Network]) -> [String] {
    guard !networks.isEmpty else { return [] }
    var addresses: [Network.Address] = []
    for network in networks {
      let (first, last) = (network.first, network.last)
      addresses += [first, last, first.neighbour(.previous), last.neighbour(.next)]
        .compactMap { $0 }
    }
    // Both families are there, whichever the policies speak of.
    addresses += ["203.0.113.9", "2001:db8::9"].compactMap { Network.Address($0) }
    return addresses.map(\.text)
  }
}
