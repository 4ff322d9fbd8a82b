import AssayModel

/// How the images stand that a fleet was launched from.
extension HTMLPage {
  private static let imageLimit = 100

  func images() {
    let images = ImageStanding.all(in: summary)
    h(.p) {
      h.text(
        "\(images.count.of("machine image")) with instances, those with the most failures first. ")
      h.text("What fails on an image is mended in its recipe, and on instances by replacing them.")
    }
    table(
      "Machine images, and the checks of what comes from them",
      ["Image", "Instances", "Failures", "Not checked", "Built by"]
    ) {
      for image in images.prefix(Self.imageLimit) {
        h(.tr) {
          h(.th, [.scope: "row"]) { link(image.id, summary.images.name(image.position)) }
          h(.td, [.classes: "number"], String(image.instances))
          h(.td, [.classes: "number"], String(image.counts.fail))
          h(.td, [.classes: "number"], String(image.counts.unknown))
          h(.td, builders(of: image.id))
        }
      }
    }
    let rest = images.count - Self.imageLimit
    if rest > 0 { h(.p, "… and \(rest.of("more image")).") }
  }

  /// The Image Builder image, and what it was made by; in words when nobody says.
  private func builders(of id: ResourceID) -> String {
    let builders = summary.reach.users(of: id).filter { user in
      ["image", "image_recipe", "container_recipe", "image_pipeline"].contains(user.id.kind)
    }
    guard !builders.isEmpty else { return "not among the inputs" }
    return builders.prefix(3).map { "\($0.id.kindWords) \($0.name.visible(80))" }
      .joined(separator: ", ")
  }
}
