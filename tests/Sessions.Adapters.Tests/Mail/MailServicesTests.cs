using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sessions.Adapters.Mail;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Mail;

public sealed class MailServicesTests
{
    [Theory]
    [InlineData("Transport", "Foo", "Sessions:Mail:Transport: found 'Foo' — expected Pickup, Smtp or Graph")]
    [InlineData("Transport", "1", "Sessions:Mail:Transport: found '1' — expected Pickup, Smtp or Graph")]
    [InlineData("From", "nobody", "Sessions:Mail:From: found 'nobody' — expected an e-mail address, or nothing")]
    [InlineData("Directory", " ", "Sessions:Mail:Directory: found ' ' — expected a folder to write mail to")]
    public void A_wrong_setting_is_named_with_what_is_expected(string key, string value, string said) =>
        Assert.Equal([said], Failures((key, value)));

    [Fact]
    public void Every_wrong_SMTP_setting_is_named_at_once_and_the_password_is_not() => Assert.Equal(
        [
            "Sessions:Mail:Host: found '' — expected the mail server's name, because Transport is Smtp",
            "Sessions:Mail:Port: found '70000' — expected 1 to 65535, or 0 for the usual one",
            "Sessions:Mail:Security: found 'Ssl' — expected StartTls, Tls or None",
            "Sessions:Mail:Connections: found '0' — expected 1 to 50",
            "Sessions:Mail:Authority: found 'nowhere.pem' — expected a PEM file with a certificate, or nothing",
            "Sessions:Mail:UserName and :Password: found one of them — expected both or neither",
        ],
        Failures(("Transport", "smtp"), ("Port", "70000"), ("Security", "Ssl"), ("Password", "hidden"),
            ("Connections", "0"), ("Authority", "nowhere.pem")));

    [Theory]
    [InlineData("mail.example.org", false)]
    [InlineData("localhost", true)]
    public void A_password_does_not_cross_a_network_readable(string host, bool right)
    {
        (string, string)[] settings =
            [("Transport", "Smtp"), ("Host", host), ("Security", "None"), ("UserName", "u"), ("Password", "p")];

        Assert.Equal(right, Failures(settings).Length == 0);
    }

    [Fact]
    public async Task Without_settings_mail_goes_to_a_folder_under_the_instructors_own_address()
    {
        await using var services = Services();

        Assert.IsType<PickupPostOffice>(services.GetRequiredService<IPostOffice>());
        Assert.Equal(MailIdentity.Instructor, services.GetRequiredService<MailIdentity>());
    }

    [Fact]
    public async Task Smtp_and_a_From_are_taken_as_set()
    {
        await using var services = Services(
            ("Transport", "SMTP"), ("Host", "mail.example.org"), ("From", "sessions@example.org"));

        Assert.IsType<SmtpPostOffice>(services.GetRequiredService<IPostOffice>());
        Assert.Equal(
            new MailIdentity(EmailAddress.Parse("sessions@example.org")), services.GetRequiredService<MailIdentity>());
    }

    [Fact]
    public async Task Through_Graph_mail_takes_the_tenants_settings_and_four_at_a_time()
    {
        await using var services = Services(("Transport", "graph"));

        var office = Assert.IsType<GraphPostOffice>(services.GetRequiredService<IPostOffice>());
        Assert.Equal(4, office.AtOnce);
    }

    private static string[] Failures(params (string Key, string Value)[] settings)
    {
        using var services = Services(settings);
        try
        {
            _ = services.GetRequiredService<IOptions<MailOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(s => $"Sessions:Mail:{s.Key}", string? (s) => s.Value))
            .Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IOutbox>(new CountedOutbox())
            .AddLogging()
            .AddMail()
            .BuildServiceProvider();
    }
}
