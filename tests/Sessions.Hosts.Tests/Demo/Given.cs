using System.Globalization;
using System.Text;

namespace Sessions.Hosts.Tests.Demo;

/// <summary>Course files and rosters as an instructor would write them.</summary>
internal static class Given
{
    public static string Course(string id, string zone, string recordings, params (string Date, string Time)[] sessions)
    {
        var text = new StringBuilder(
            $$"""
            course: {{id}}
            title: Course {{id}}
            timezone: {{zone}}
            instructor: { name: Iris Teacher, email: iris@example.org }
            recordings: { notify: {{recordings}} }
            sessions:

            """);
        foreach (var ((date, time), number) in sessions.Select((s, i) => (s, i + 1)))
            text.Append(
                CultureInfo.InvariantCulture,
                $$"""
                  - { id: s{{number}}, title: Session {{number}}, date: {{date}}, time: {{time}} }

                """);
        return text.ToString();
    }

    /// <summary>Learners called learner-001@example.net and so on.</summary>
    public static string Roster(int learners, string prefix = "learner")
    {
        var text = new StringBuilder("email,name\n");
        foreach (var number in Enumerable.Range(1, learners))
            text.Append(CultureInfo.InvariantCulture, $"{Address(number, prefix)},Learner Number {number}\n");
        return text.ToString();
    }

    public static string Address(int number, string prefix = "learner") => $"{prefix}-{number:000}@example.net";
}
