using System.Diagnostics;
using System.Text;
using Sessions.Courses;

namespace Sessions.Tests.Courses;

public sealed class RosterFileTests
{
    [Fact]
    public void The_sample_roster_is_read_as_it_stands() =>
        Assert.Equal(
            [
                "ana.garcia@example.org|Ana García|America/Los_Angeles|es",
                "ben.okafor@example.org|Ben Okafor|America/Los_Angeles|en",
                "chidi.nwosu@example.com|Chidi Nwosu|America/New_York|en",
                "daniel.lefevre@example.com|Daniel Lefèvre|America/Chicago|en-US",
                "kai.nakoa@example.net|Kai Nākoa|Pacific/Honolulu|en",
                "siobhan.oneill@example.net|Siobhán O'Neill|Europe/London|en-GB",
                "juergen.weiss@example.net|Jürgen Weiß|Europe/Berlin|de",
                "lucia.nunez@example.com|Núñez, Lucía|Europe/Madrid|es-ES",
                "sato.yuki@example.net|佐藤 由紀|Asia/Tokyo|ja",
                "layla.haddad@example.org|ليلى حداد||",
                "mo.park@example.org|Mo Park 🌻||en",
                "ruth.begay@example.com|Ruth Begay|America/Denver|",
            ],
            Told(Sample.Learners()));

    [Theory]
    [InlineData("email,name\na@example.org,Ada L")]
    [InlineData("\uFEFFemail,name\r\na@example.org,Ada L\r\n")]
    [InlineData("NAME;Email\nAda L;a@example.org")]
    [InlineData("name\temail\nAda L\ta@example.org\n")]
    [InlineData("\"E-mail address\",\"Full name\"\n\"a@example.org\",\"Ada L\"\n")]
    [InlineData("First name,Last name,Email address\nAda,L,a@example.org")]
    [InlineData("id,email,name,groups\n1,a@example.org,Ada L,\"x\ny\"")]
    [InlineData("\nemail,name\n\n , \n a@example.org , Ada L ,,\n,\n\n")]
    public void Every_usual_layout_is_read(string text) =>
        Assert.Equal(["a@example.org|Ada L||"], Told(Sample.Roster(text).Required));

    [Fact]
    public void Quotes_inside_quotes_are_part_of_the_name() =>
        Assert.Equal(
            ["a@example.org|Ada \"Countess\" L; B, C||"],
            Told(Sample.Roster("email;name\na@example.org;\"Ada \"\"Countess\"\" L; B, C\"").Required));

    [Theory]
    [InlineData("", "1:1: the roster is empty — a first line 'email,name' and a line for each learner")]
    [InlineData("email,name\n\n", "1:1: the roster names no learner — a line for each learner after the first")]
    [InlineData(
        "mail,name\nx,y",
        "1:1: the first line names no column 'email' — a first line such as 'email,name,timezone,language'")]
    [InlineData(
        "email,First name\nx,y",
        "1:1: the first line names no column 'name', nor 'First name' and 'Last name' — "
        + "a first line such as 'email,name,timezone,language'")]
    [InlineData(
        "email,name,E-Mail\na@example.org,A,b@example.org",
        "1:12: the column 'E-Mail' stands twice, first at column 1 — keep one of them")]
    [InlineData(
        "name,email\nA,nobody", "2:3: 'nobody' is not an e-mail address — an address such as ada@example.org")]
    [InlineData("name,email\nA,", "2:3: the e-mail address is missing — an address such as ada@example.org")]
    [InlineData("name,email\nA", "2:1: the e-mail address is missing — an address such as ada@example.org")]
    [InlineData(
        "email,name\na@example.org,A\n\nA@Example.org,B",
        "4:1: A@Example.org stands twice, first in line 2 — each learner once")]
    [InlineData("email,name\na@example.org, ", "2:15: the name is missing — a name such as Ada Lovelace")]
    [InlineData(
        "email,name\na@example.org,\"A\nBcc: b\"", "2:15: the name holds a line break — printable text in one line")]
    [InlineData(
        "email,name\na@example.org,A\0B",
        "2:15: the name holds the control character U+0000 — printable text in one line")]
    [InlineData(
        "email,name\na@example.org,Jos\uFFFD",
        "2:15: the name holds a character that was lost (U+FFFD): the file was not saved as UTF-8 — "
        + "printable text in one line")]
    [InlineData(
        "x,email,name,timezone\n\"é\n,\",a@example.org,A,EST",
        "3:20: time zone 'EST' is a clock that never changes (Panama's) — "
        + "America/New_York, or America/Panama if meant")]
    [InlineData(
        "email,name,timezone\na@example.org,A,Europe/Berln", "2:17: unknown time zone 'Europe/Berln' — Europe/Berlin")]
    [InlineData(
        "email,name,language\na@example.org,A,en_US",
        "2:17: 'en_US' is not a language tag — a BCP 47 tag such as en, es or pt-BR")]
    [InlineData(
        "email,name,language\na@example.org,A,English",
        "2:17: 'English' is not a language tag — a BCP 47 tag such as en, es or pt-BR")]
    [InlineData(
        "email,name\na@example.org,Doe, Jane",
        "2:19: the row has 3 cells and the first line 2 — a text that holds the separator in quotes")]
    [InlineData(
        "name,email\né \"A\" B,a@example.org",
        "2:3: a quote (\") stands where none can — the whole cell in quotes, each quote inside it doubled")]
    [InlineData(
        "email,name\na@example.org,\"A\"B",
        "2:18: a quote (\") stands where none can — the whole cell in quotes, each quote inside it doubled")]
    [InlineData(
        "email,name\na@example.org,\"A\nb@example.org,B\n",
        "2:15: a quote (\") is opened and never closed — close it at the end of the cell")]
    public void One_slip_is_one_problem(string text, string problem) =>
        Assert.Equal([$"r.csv:{problem}"], Sample.Messages(Sample.Roster(text)));

    [Fact]
    public void A_name_longer_than_the_limit_is_refused() =>
        Assert.Equal(
            ["r.csv:2:15: the name has 201 characters — at most 200"],
            Sample.Messages(Sample.Roster($"email,name\na@example.org,{new string('x', 201)}")));

    [Fact]
    public void All_problems_are_reported_at_once() =>
        Assert.Equal(
            [
                "r.csv:2:1: 'x' is not an e-mail address — an address such as ada@example.org",
                "r.csv:2:3: the name is missing — a name such as Ada Lovelace",
                "r.csv:2:4: unknown time zone 'Nowhere' — an IANA id such as America/Los_Angeles",
                "r.csv:4:1: 'y' is not an e-mail address — an address such as ada@example.org",
            ],
            Sample.Messages(Sample.Roster("email,name,timezone\nx,,Nowhere\na@example.org,A,\ny,B,\n")));

    [Fact]
    public void Ten_thousand_learners_are_taken_and_one_more_is_not()
    {
        Assert.Equal(10_000, Sample.Roster(Rows(10_000)).Required.Learners.Length);
        Assert.Equal(
            ["r.csv:10002:1: too many learners — at most 10000"], Sample.Messages(Sample.Roster(Rows(10_001))));
    }

    [Fact]
    public void After_a_thousand_problems_the_rest_is_left_for_later()
    {
        var messages = Sample.Messages(Sample.Roster(Rows(3000).Replace(",PT,", ",XT,", StringComparison.Ordinal)));

        Assert.Equal(1001, messages.Length);
        Assert.StartsWith("r.csv:1001:", messages[999], StringComparison.Ordinal);
        Assert.EndsWith(
            ": more than 1000 problems — mend those before this line first", messages[1000], StringComparison.Ordinal);
    }

    [Fact]
    public void A_roster_over_the_size_is_refused_unread() =>
        Assert.Equal(
            ["r.csv:1:1: the roster has 10000001 bytes — at most 10000000"],
            Sample.Messages(Sample.Roster(new string('x', 10_000_001))));

    [Fact]
    public void Three_hundred_rows_take_milliseconds()
    {
        var text = Rows(300);
        var best = Enumerable.Range(0, 5).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            Sample.Roster(text);
            return watch.ElapsedMilliseconds;
        });

        Assert.InRange(best, 0, 50);
    }

    private static string[] Told(Roster roster) =>
        [.. roster.Learners.Select(l => $"{l.Email}|{l.Name}|{l.Zone?.Id}|{l.Language}")];

    private static string Rows(int count)
    {
        var text = new StringBuilder("email,name,timezone,language\n");
        for (var i = 0; i < count; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"l{i}@example.org,\"L, {i}\",PT,en\n");

        return text.ToString();
    }
}
