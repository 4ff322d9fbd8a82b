import AssayReports
import Documents
import IAM

/// What is in a catalogue, and which managed policies are carried.
struct CatalogueListing {
  private let catalogue: ActionCatalogue
  private let file: String?
  /// In ascending order of what is at stake.
  private let levels: [(level: AccessLevel, count: Int)]
  private let resourceTypeCount: Int
  private let dependentCount: Int

  /// `file` is where the catalogue was read from; nil for the bundled one.
  init(_ catalogue: ActionCatalogue, file: String?) {
    self.catalogue = catalogue
    self.file = file
    let services = catalogue.contents.services
    let actions = services.flatMap(\.actions)
    levels = AccessLevel.allCases.map { level in (level, actions.count { $0.level == level }) }
    resourceTypeCount = services.reduce(0) { $0 + $1.resourceTypes.count }
    dependentCount = actions.count { !$0.dependentActions.isEmpty }
  }

  private var counts: [(title: String, count: Int)] {
    [
      ("services", catalogue.servicePrefixes.count), ("actions", catalogue.actionCount),
      ("resource types", resourceTypeCount), ("actions that need others", dependentCount),
    ]
  }

  /// Whole lines.
  var text: String {
    let place = file?.visible(300) ?? "bundled"
    var text = "catalogue \(catalogue.version.visible(100)) of \(catalogue.date), \(place)\n"
    let rows = counts + levels.map { ("actions of level \($0.level.rawValue)", $0.count) }
    let width = rows.map(\.title.count).max() ?? 0
    for (title, count) in rows { text += "  \(title.padded(to: width))  \(count)\n" }
    let policies = ManagedPolicies.all
    let names = policies.map(\.name.count).max() ?? 0
    text += "\n\(policies.count.of("AWS managed policy", "AWS managed policies")), "
    text += "from \(ManagedPolicies.source)\n"
    for policy in policies {
      let version = policy.version.padded(to: 5)
      text += "  \(policy.name.padded(to: names))  \(version)  \(policy.date)\n"
    }
    return text
  }

  /// One document.
  var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("catalogue")
      json.object { json in
        json.member("version", catalogue.version)
        json.member("date", catalogue.date)
        json.member("file", file)
        json.member("services", catalogue.servicePrefixes.count)
        json.member("actions", catalogue.actionCount)
        json.member("resourceTypes", resourceTypeCount)
        json.member("actionsWithDependents", dependentCount)
        json.key("accessLevels")
        json.object { json in
          for (level, count) in levels { json.member(level.rawValue, count) }
        }
      }
      json.member("managedPolicySource", ManagedPolicies.source)
      json.key("managedPolicies")
      json.array { json in
        for policy in ManagedPolicies.all {
          json.object { json in
            json.member("name", policy.name)
            json.member("arn", policy.arn())
            json.member("version", policy.version)
            json.member("date", policy.date)
          }
        }
      }
    }
    return json.bytes + Array("\n".utf8)
  }
}
