import AssayModel

/// What one rule says of the resources that come from one image.
struct ImageTally: Sendable {
  /// Position of the image among the run's resources; nil for what comes from none that is known.
  let image: Int?
  var counts = OutcomeCounts()
  /// In report order.
  var findings: [Finding] = []
  /// What is said alike of many, with how many resources of the image that is.
  var masses: [(outcome: Outcome.Reported, reason: String, count: Int)] = []

  /// One element for each image that the rule met, those with the most failures first, then with the
  /// most that could not be checked, then by name; what comes from no image is the last.
  static func all(of group: RuleGroup, _ images: LaunchImages) -> [ImageTally] {
    var tallies: [Int: ImageTally] = [:]
    func key(_ image: Int?) -> Int { image ?? -1 }
    func add(_ image: Int?, _ change: (inout ImageTally) -> Void) {
      change(&tallies[key(image), default: ImageTally(image: image)])
    }
    for finding in group.findings {
      add(images.image(of: finding.resource)) { tally in
        tally.counts[finding.outcome.reported] += 1
        tally.findings.append(finding)
      }
    }
    for mass in group.masses {
      var counts: [Int: Int] = [:]
      for position in mass.resources.positions {
        counts[key(images.image(at: Int(position))), default: 0] += 1
      }
      let outcome = mass.outcome.reported
      for (image, count) in counts {
        add(image < 0 ? nil : image) { tally in
          tally.counts[outcome] += count
          tally.masses.append((outcome, mass.reason, count))
        }
      }
    }
    return tallies.values.sorted { $0.order < $1.order }
  }

  private var order: (Int, Int, Int, Int) {
    (image == nil ? 1 : 0, -counts.fail, -counts.unknown, image ?? 0)
  }

  /// `12 resources: why`, one line for each thing said alike.
  func massLines(_ outcome: Outcome.Reported) -> [String] {
    masses.filter { $0.outcome == outcome }.map { Mass.line($0.count, $0.reason) }
  }
}

extension Mass {
  /// `12 resources: why`.
  static func line(_ count: Int, _ reason: String) -> String {
    let count = count.of("resource")
    return reason.isEmpty ? count : "\(count): \(reason.visible(300))"
  }
}
