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
    // By number of the image; what comes from none is the last.
    var tallies = (0..<images.count).map { ImageTally(image: images.image($0)) }
    tallies.append(ImageTally(image: nil))
    let none = images.count
    for finding in group.findings {
      let number = images.number(of: finding.resource)
      let place = number < 0 ? none : number
      tallies[place].counts[finding.outcome.reported] += 1
      tallies[place].findings.append(finding)
    }
    for mass in group.masses {
      var counts = Array(repeating: 0, count: tallies.count)
      for range in mass.resources.ranges {
        for position in range {
          let number = images.number(at: Int(position))
          counts[number < 0 ? none : number] += 1
        }
      }
      let outcome = mass.outcome.reported
      for (place, count) in counts.enumerated() where count > 0 {
        tallies[place].counts[outcome] += count
        tallies[place].masses.append((outcome, mass.reason, count))
      }
    }
    return tallies.filter { $0.counts.total > 0 }.sorted { $0.order < $1.order }
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
