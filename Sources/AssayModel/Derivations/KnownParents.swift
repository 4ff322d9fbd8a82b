/// What is known of parent images by their public names.
///
/// Sources: Image Builder user guide (managed images), Systems Manager user guide (AMIs with the
/// agent preinstalled), and the root devices that DescribeImages reports for these families.
struct KnownParent: Sendable, Equatable {
  let platform: String
  /// Nil when the family does not settle it.
  let rootDevice: String?
  /// Whether the family's images ship the SSM agent; nil when not documented.
  let shipsSSMAgent: Bool?

  /// The family that a managed image's name or a public parameter's path tells; nil for others.
  static func named(_ name: String) -> KnownParent? {
    let name = name.lowercased()
    return families.first { family in family.marks.contains { name.contains($0) } }?.parent
  }

  /// The processor architecture that a name tells; nil when it does not.
  static func architecture(named name: String) -> String? {
    let name = name.lowercased()
    if name.contains("arm64") || name.contains("aarch64") || name.contains("-arm") {
      return "arm64"
    }
    return name.contains("x86") || name.contains("amd64") ? "x86_64" : nil
  }

  private struct Family: Sendable {
    let marks: [String]
    let parent: KnownParent
  }

  private static func linux(_ root: String?, ships: Bool?) -> KnownParent {
    KnownParent(platform: "Linux", rootDevice: root, shipsSSMAgent: ships)
  }

  private static let families: [Family] = [
    Family(
      marks: ["windows"],
      parent: KnownParent(platform: "Windows", rootDevice: "/dev/sda1", shipsSSMAgent: true)),
    Family(
      marks: ["macos"],
      parent: KnownParent(platform: "macOS", rootDevice: "/dev/sda1", shipsSSMAgent: true)),
    Family(
      marks: [
        "amazon-linux", "amzn2", "al2023", "/eks/optimized-ami", "/ecs/optimized-ami", "amazon-eks",
      ], parent: linux("/dev/xvda", ships: true)),
    Family(marks: ["ubuntu"], parent: linux("/dev/sda1", ships: true)),
    Family(
      marks: ["red-hat", "redhat", "rhel"], parent: linux("/dev/sda1", ships: false)),
    Family(marks: ["suse", "sles"], parent: linux("/dev/sda1", ships: true)),
    Family(marks: ["centos", "rocky"], parent: linux("/dev/sda1", ships: false)),
    Family(marks: ["oracle-linux"], parent: linux(nil, ships: false)),
    Family(marks: ["debian"], parent: linux("/dev/xvda", ships: false)),
    Family(marks: ["bottlerocket"], parent: linux("/dev/xvda", ships: nil)),
  ]
}
