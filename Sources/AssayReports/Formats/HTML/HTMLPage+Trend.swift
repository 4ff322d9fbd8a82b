import AssayModel
import Records

/// The course of the last runs, drawn and in numbers.
extension HTMLPage {
  private static let stepLimit = 60

  /// Nothing while there is only one run.
  func trend() {
    let steps = summary.trend.suffix(Self.stepLimit)
    guard steps.count > 1 else { return }
    h(.div, [.classes: "trends"]) {
      line(.fail, "Failures", steps.map(\.failures))
      line(.unknown, "Could not be checked", steps.map(\.unchecked))
    }
    disclosure("The last \(steps.count) runs in numbers") {
      table("Runs, the newest first", ["Started", "Failures", "Not checked"]) {
        for step in steps.reversed() {
          h(.tr) {
            h(.th, [.scope: "row"], step.started.rfc3339)
            h(.td, [.classes: "number"], String(step.failures))
            h(.td, [.classes: "number"], String(step.unchecked))
          }
        }
      }
    }
  }

  private static let (width, height) = (320, 64)

  /// A line from left to right, from zero to the highest value.
  private func line(_ outcome: Outcome.Reported, _ name: String, _ values: [Int]) {
    guard let first = values.first, let last = values.last, let most = values.max() else { return }
    let points = values.enumerated().map { index, value in
      let x = 2 + index * (Self.width - 4) / (values.count - 1)
      let y = 2 + (Self.height - 4) - (most == 0 ? 0 : value * (Self.height - 4) / most)
      return "\(x),\(y)"
    }
    let label = "\(name): \(first) at first, \(last) at last, \(most) at most"
    h(.div) {
      h(
        .svg,
        [
          .classes: "trend \(outcome.style)", .viewBox: "0 0 \(Self.width) \(Self.height)",
          .width: String(Self.width), .height: String(Self.height), .role: "img", .label: label,
        ]
      ) {
        h(
          .polyline,
          [
            .points: points.joined(separator: " "), .fill: "none", .stroke: outcome.lightColor,
          ])
      }
      h(.p, label)
    }
  }
}
