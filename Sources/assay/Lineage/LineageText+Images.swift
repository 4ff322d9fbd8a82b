import AssayModel
import AssayReports

extension LineageText {
  /// The versions of one image, and who runs which.
  func told(_ image: ImageVersions) -> String {
    var text = "versions of \(image.stem.visible(300))\n"
    text += "  newest: \(image.newest?.text ?? "none that is available")"
    if answer.approved != nil {
      text += ", newest approved: \(image.newestApproved?.text ?? "none")\n"
    } else {
      text += "; nobody said which are approved (--approved)\n"
    }
    var table = TextTable([
      ("version", .left), ("AMIs", .right), ("approved", .left), ("instances", .right),
      ("behind", .right), ("", .left),
    ])
    for version in image.versions.prefix(limit) {
      table.add([
        version.text, "\(version.images.count)",
        version.isApproved.map { $0 ? "yes" : "NO" } ?? "not known",
        "\(version.instances.count)", version.behind.map(String.init) ?? "not known",
        Self.availability(version),
      ])
    }
    return text + table.text + left(image.versions.count, of: "version")
  }

  private static func availability(_ version: ImageVersions.Version) -> String {
    if version.images.isEmpty { return "no AMI is told" }
    if version.undescribed == version.images.count { return "no AMI was described" }
    if !version.isAvailable { return "no AMI is available" }
    return version.undescribed == 0
      ? "" : "\(version.undescribed.of("AMI was", "AMIs were")) not described"
  }

  /// Who uses the AMIs.
  var uses: String {
    guard !answer.uses.isEmpty else { return "" }
    var table = TextTable([
      ("AMI", .left), ("instances", .right), ("templates", .right), ("configurations", .right),
      ("groups", .right), ("fleets", .right),
      ("parameters", .right), ("recipes", .right), ("copies", .right), ("derived", .right),
      ("accounts", .right),
      ("shared with", .left),
    ])
    for use in answer.uses.prefix(limit) {
      let counts = [
        use.instances, use.templates, use.configurations, use.groups, use.fleets, use.parameters,
        use.recipes, use.copies, use.derived,
      ].map { "\($0.count)" }
      table.add(
        [use.image.id.uid] + counts + ["\(use.accounts.count)", Self.sharing(use.sharing)])
    }
    return "uses that were seen\n" + table.text + left(answer.uses.count, of: "AMI")
  }

  private static func sharing(_ sharing: LineageFacts.Sharing?) -> String {
    if sharing?.isPublic == true { return "everybody" }
    guard let accounts = sharing?.accounts else { return "not known" }
    let organizations = sharing?.organizations?.count ?? 0
    if accounts.isEmpty, organizations == 0 { return "nobody" }
    let words = [accounts.count.of("account"), organizations.of("organization")]
    return organizations == 0 ? words[0] : words.joined(separator: ", ")
  }

  /// What was seen and what was not: places of which the same is to be said are one row.
  var visibility: String {
    var table = TextTable(
      [("source", .left), ("seen", .left), ("where", .left), ("", .left)], limit: 100)
    var shown: Set<[String]> = []
    let rows = answer.visibility.rows
    for row in rows {
      let said = [row.source.rawValue, row.extent.rawValue, row.why]
      guard shown.insert(said).inserted else { continue }
      let places = rows.filter { [$0.source.rawValue, $0.extent.rawValue, $0.why] == said }
        .compactMap { place in
          place.account.map { account in "\(account) \(place.region ?? "")" }
        }
      let named = places.prefix(3).joined(separator: ", ")
      let rest = places.count > 3 ? " and \(places.count - 3) more" : ""
      table.add([said[0], said[1], named + rest, said[2]])
    }
    let notes = answer.visibility.notes.map { "  \($0.visible(400))\n" }.joined()
    return "what was seen, and what was not\n" + table.text + notes
  }
}
