import AssayModel
import Records

/// What the text of a recipe's parent image tells by itself: its form, owner, name and version.
///
/// Forms: Image Builder API reference, CreateImageRecipe `parentImage`; container recipes also take
/// an image URI.
enum ParentImage {
  /// Fills the parent fields of an image recipe or container recipe.
  ///
  /// `outline` is the text with its gaps, for parents that are known but for a region or an account.
  static func fill(_ record: inout DraftRecord, isContainer: Bool, outline: String?) {
    let parent = record["parentImage"]
    guard let text = parent.text ?? outline, !text.hasPrefix("${") else {
      fill(&record, unknown: parent)
      return
    }
    let facts = isContainer && !text.hasPrefix("arn:") ? imageURI(text) : facts(of: text)
    let origin = parent.origin
    record["parentKind"] = .stated(.string(facts.kind), at: origin)
    record["parentName"] = optional(facts.name, parent)
    record["parentOwner"] = optional(facts.owner, parent)
    record["parentVersion"] = optional(facts.version, parent)
    let hasGap = facts.version?.contains("${") ?? text.hasSuffix("}")
    record["parentVersionPinned"] =
      hasGap && parent.state == .unknown ? parent : .stated(.bool(facts.isPinned), at: origin)
  }

  private struct Facts {
    var kind: String
    var name: String?
    var owner: String?
    var version: String?
    var isPinned: Bool
  }

  private static func facts(of text: String) -> Facts {
    if let arn = ARNText(text), arn.service == "imagebuilder" {
      let path = arn.path
      let version = path.count > 2 ? path[2...].joined(separator: "/") : nil
      return Facts(
        kind: arn.isAWSManaged ? "managed" : "account",
        name: path.count > 1 ? String(path[1]) : nil, owner: arn.account, version: version,
        isPinned: version.map(isPinned) ?? false)
    }
    if text.hasPrefix("ami-") { return Facts(kind: "ami", isPinned: true) }
    if text.hasPrefix("ssm:") {
      let name = parameterName(text)
      let isPublic = name.hasPrefix("/aws/service/")
      return Facts(kind: "ssm", name: name, owner: isPublic ? "aws" : nil, isPinned: false)
    }
    if text.hasPrefix("arn:") || text.contains("/") {
      return imageURI(text)
    }
    return Facts(kind: "marketplace", name: text, isPinned: false)
  }

  /// Only a digest names the same image tomorrow.
  private static func imageURI(_ text: String) -> Facts {
    let isPinned = text.contains("@sha256:")
    let name = text.split(separator: "@").first.map(String.init) ?? text
    let tag = name.split(separator: "/").last?.split(separator: ":").dropFirst().last
    return Facts(
      kind: "image-uri", name: name, version: tag.map(String.init), isPinned: isPinned)
  }

  /// `ssm:/path`, `ssm:name` and `ssm:arn:…:parameter/path`.
  private static func parameterName(_ text: String) -> String {
    let name = String(text.dropFirst("ssm:".count))
    guard let arn = ARNText(name) else { return name }
    let path = arn.resource.dropFirst("parameter".count)
    return arn.resource.hasPrefix("parameter") ? String(path) : name
  }

  /// Whether `1.2.3` or `1.2.3/4` has no wildcard.
  static func isPinned(_ version: String) -> Bool {
    let semantic = version.split(separator: "/").first ?? ""
    return ARNVersion.nodes(semantic)?.contains(nil) == false
  }

  /// A part of the text; one with a gap of its own is as unknown as the whole.
  private static func optional(_ text: String?, _ parent: Draft) -> Draft {
    guard let text else { return .absent(at: parent.origin) }
    if parent.state == .unknown, text.contains("${") { return parent }
    return .stated(.string(text), at: parent.origin)
  }

  private static func fill(_ record: inout DraftRecord, unknown parent: Draft) {
    let reason = parent.reason ?? UnknownReason(.unreadable, "the parent image is not stated")
    for field in [
      "parentKind", "parentName", "parentOwner", "parentVersion", "parentVersionPinned",
    ] {
      record[field] = .unknown(reason, at: parent.origin)
    }
  }

  /// Leads an image recipe to its parent among the inputs: another recipe, or an AMI.
  static func link(_ record: inout DraftRecord, from datum: Datum, _ reader: DatumReader) {
    let parent = record["parentImage"]
    record["parentRecipe"] = .absent(at: parent.origin)
    record["parentMachineImage"] = .absent(at: parent.origin)
    guard let text = parent.text else {
      let key = reader.dialect == .terraform ? "parent_image" : "ParentImage"
      if case .link(let link)? = datum[key]?.content {
        record["parentRecipe"] = .stated(.reference(link.key), at: parent.origin)
      } else if let reason = parent.reason {
        record["parentRecipe"] = .unknown(reason, at: parent.origin)
        record["parentMachineImage"] = .unknown(reason, at: parent.origin)
      }
      return
    }
    switch record["parentKind"].text {
    case "account":
      record["parentRecipe"] = .stated(.reference(recipeARN(ofImage: text)), at: parent.origin)
    case "ami":
      record["parentMachineImage"] = .stated(.reference(text), at: parent.origin)
    case "ssm" where record["parentOwner"].text != "aws":
      let reason = UnknownReason(.dynamicReference, "the parameter's value is read at build time")
      record["parentMachineImage"] = .unknown(reason, at: parent.origin)
    default: break
    }
  }

  /// The recipe that makes an image: `…:image/name/1.2.3/4` comes of `…:image-recipe/name/1.2.3`.
  static func recipeARN(ofImage arn: String) -> String {
    guard let range = arn.firstRange(of: ":image/") else { return arn }
    let recipe = arn.replacingCharacters(in: range, with: ":image-recipe/")
    let parts = recipe.split(separator: "/", omittingEmptySubsequences: false)
    return parts.prefix(3).joined(separator: "/")
  }
}

extension String {
  /// This text with a range of it replaced.
  fileprivate func replacingCharacters(in range: Range<Index>, with other: String) -> String {
    String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
