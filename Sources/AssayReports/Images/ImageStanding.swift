import AssayModel

/// How an image stands: what came of all checks of what comes from it.
struct ImageStanding: Sendable {
  let id: ResourceID
  /// Among the run's resources.
  let position: Int
  /// Number of instances that come from it and are not terminated.
  var instances = 0
  var counts = OutcomeCounts()

  /// The images that instances come from, those with the most failures first, then with the most
  /// that could not be checked, then by id.
  static func all(in summary: RunSummary) -> [ImageStanding] {
    let images = summary.images
    var standings: [Int: ImageStanding] = [:]
    for (position, resource) in summary.resources.enumerated()
    where resource.id.kind == "instance" && !resource.isGone {
      guard let image = images.image(at: position) else { continue }
      standings[
        image, default: ImageStanding(id: summary.resources[image].id, position: image)
      ].instances += 1
    }
    for group in summary.rules {
      for tally in ImageTally.all(of: group, images) {
        guard let image = tally.image else { continue }
        standings[image]?.counts.add(tally.counts)
      }
    }
    return standings.values.sorted { left, right in
      (-left.counts.fail, -left.counts.unknown, left.position)
        < (-right.counts.fail, -right.counts.unknown, right.position)
    }
  }
}
