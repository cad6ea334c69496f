using Sessions.Adapters.Tests.Mail;

namespace Sessions.Hosts.Tests.Cli;

/// <summary>What was accepted is done, whatever happens to the process that accepted it.</summary>
public sealed class KilledServerTests
{
    private const int Learners = 60;

    // Its own would change with the port, and with it the bytes of a mail that leaves a second time.
    private static readonly (string, string) Address = ("Sessions__PublicUrl", "https://sessions.example.org");

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(70)]
    public async Task Everyone_is_invited_once_though_the_server_was_killed(int mailsBefore)
    {
        await using var up = new UpServer();
        await up.StartAsync(Address);
        var course = new ComingCourse("killed") { Learners = Learners };
        var (file, roster) = course.WriteTo(up.Home);
        await using var setup = up.Home.Launch("setup", file, "--learners", roster, "--yes");
        await setup.LineAsync("Accepted", TimeSpan.FromMinutes(1));
        await SentAsync(up, mailsBefore);

        await up.KillAsync();
        Assert.InRange(up.MailFiles().Length, mailsBefore, (2 * Learners) - 1);
        await setup.KillAsync();
        await up.StartAsync(Address);

        await SentAsync(up, 2 * Learners);
        var mails = (await up.MailsAsync("killed", "invitation", 2 * Learners)).DistinctBy(m => m.MessageId).ToList();
        Assert.Equal(
            course.Addresses.SelectMany(a => new[] { (a, course.StartOf(0)), (a, course.StartOf(1)) }).Order(),
            mails.Select(m => (m.To, m.Start)).Order());
        Assert.All(up.MailsOf("killed"), m => Assert.Equal("invitation", m.Kind));
        Assert.Empty(MailLint.CheckSeries(up.MailsOf("killed").Select(m => m.Bytes)));
        Assert.Equal(2 * Learners, (await up.EventsAsync("killed")).Count(e => e == "invitation.sent"));
    }

    // By file names alone: reading them takes longer than sending them.
    private static async Task SentAsync(UpServer up, int mails)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (up.MailFiles().Length < mails)
        {
            Assert.True(
                TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(2),
                $"only {up.MailFiles().Length} of {mails} mails left");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
