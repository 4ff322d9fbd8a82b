import AssayModel

extension LanguageReference {
  static var times: LanguageGroup {
    LanguageGroup(
      "Time",
      """
      `now` is the instant of the run, the same for all rules; in these examples it is \
      2026-01-01T00:00:00Z. Times and lengths of time are added, subtracted and compared.
      """,
      [
        LanguageEntry(
          "age", "How long ago an instant was, counted from the run.",
          notes: ["An instant to come has a negative age."],
          given: .init(.machineImage, "{creationDate: 2025-09-01T00:00:00Z, public: false}"),
          examples: [
            "has(resource.creationDate) && age(resource.creationDate) < days(90)": "false : bool",
            #"age(timestamp("2025-12-31T12:00:00Z"))"#: "43200s : duration",
            #"age(timestamp("2026-01-02T00:00:00Z")) < days(0)"#: "true : bool",
          ], related: ["days", "timestamp"]),
        length("days", "So many days of 24 hours.", "90", "7776000s", "300000"),
        length("hours", "So many hours.", "12", "43200s", "3000000"),
        length("minutes", "So many minutes.", "5", "300s", "200000000"),
        part("getFullYear", "The year.", "2026"),
        part("getMonth", "The month, counted from 0: January is 0.", "10"),
        part("getDayOfYear", "The day of the year, counted from 0.", "325"),
        part("getDayOfMonth", "The day of the month, counted from 0.", "21"),
        part("getDate", "The day of the month, counted from 1.", "22"),
        part("getDayOfWeek", "The day of the week: Sunday is 0, Saturday 6.", "0"),
        part(
          "getHours", "The hour of an instant, or whole hours of a length of time.", "2",
          zoned: "3",
          of: ("1h30m", "1")),
        part(
          "getMinutes", "The minute of an instant, or whole minutes of a length of time.", "3",
          of: ("1h30m", "90")),
        part(
          "getSeconds", "The second of an instant, or whole seconds of a length of time.", "4",
          of: ("1h30m", "5400")),
        part(
          "getMilliseconds", "The thousandths of the second, of an instant or a length of time.",
          "5",
          of: ("1.5s", "500")),
      ])
  }

  private static func length(
    _ name: String, _ summary: String, _ count: String, _ result: String, _ tooMany: String
  ) -> LanguageEntry {
    LanguageEntry(
      name, summary,
      notes: ["More than about 292 years are an error."],
      examples: [
        "\(name)(\(count))": "\(result) : duration",
        "\(name)(\(tooMany))": "error: \(tooMany) \(name) is out of the range of duration",
      ], related: ["days", "hours", "minutes", "duration", "age"].filter { $0 != name })
  }

  private static func part(
    _ name: String, _ summary: String, _ result: String, zoned: String? = nil,
    of length: (text: String, result: String)? = nil
  ) -> LanguageEntry {
    let time = #"timestamp("2026-11-22T02:03:04.005Z")"#
    var examples = [
      ("\(time).\(name)()", "\(result) : int"),
      ("\(time).\(name)(\"+01:00\")", "\(zoned ?? result) : int"),
    ]
    if let length {
      examples.append(("duration(\"\(length.text)\").\(name)()", "\(length.result) : int"))
    }
    return LanguageEntry(
      title: name, names: [name], summary,
      notes: [
        """
        In UTC, unless an argument names a zone: an offset such as `+01:00`, or a name such as \
        `Europe/Berlin`, which is looked up in the machine's own database. A rule with an offset has \
        the same answer everywhere.
        """
      ],
      examples: examples, related: ["timestamp"])
  }
}
