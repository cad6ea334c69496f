using System.Runtime.Versioning;

namespace Sessions.Adapters.Tests.Mail;

/// <summary>Configuration for <see cref="PostfixServer"/>.</summary>
[SupportedOSPlatform("linux")]
internal static class PostfixFiles
{
    public static void Write(string folder, int plain, int startTls, int tls, string password)
    {
        var etc = Directory.CreateDirectory(Path.Combine(folder, "etc")).FullName;
        foreach (var name in (string[])["queue", "mail"])
            Directory.CreateDirectory(Path.Combine(folder, name));

        File.WriteAllText(Path.Combine(etc, "main.cf"), MainFile(folder));
        File.WriteAllText(Path.Combine(etc, "master.cf"), MasterFile(folder, plain, startTls, tls));
        File.WriteAllText(Path.Combine(etc, "dovecot.conf"), DovecotFile(folder, password));
        var gone = Path.Combine(folder, "gone");
        // sysexits.h: EX_NOUSER.
        File.WriteAllText(gone, "#!/bin/sh\nexit 67\n");
        File.SetUnixFileMode(gone, File.GetUnixFileMode(folder));
    }

    // Every address of two domains has one mailbox; nothing goes further. "daemon" owns it, so that no user is made.
    private static string MainFile(string folder) =>
        $$"""
        compatibility_level = 3.6
        queue_directory = {{folder}}/queue
        data_directory = {{folder}}/data
        maillog_file = {{folder}}/log
        maillog_file_prefixes = {{folder}}
        mail_owner = postfix
        setgid_group = postdrop
        myhostname = mail.example.test
        mydestination =
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        mynetworks =
        alias_maps =
        alias_database =
        default_transport = error:nowhere
        virtual_mailbox_domains = example.net, example.org
        virtual_mailbox_base = {{folder}}/mail
        virtual_mailbox_maps = static:inbox/
        virtual_minimum_uid = 1
        virtual_uid_maps = static:1
        virtual_gid_maps = static:1
        transport_maps = inline:{ { gone@example.net = gone: } }
        smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
        smtpd_recipient_restrictions = check_recipient_access
            inline:{ { refused@example.net = 550 5.1.1 no such person }, { later@example.net = 450 4.2.1 try later } }
        smtpd_tls_cert_file = {{folder}}/server.pem
        smtpd_tls_key_file = {{folder}}/server.key
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = private/auth

        """;

    private static string MasterFile(string folder, int plain, int startTls, int tls) =>
        $"""
        127.0.0.1:{plain} inet n - n - - smtpd
        127.0.0.1:{startTls} inet n - n - - smtpd
          -o smtpd_tls_security_level=encrypt -o smtpd_sasl_auth_enable=yes
          -o smtpd_client_restrictions=permit_sasl_authenticated,reject
        127.0.0.1:{tls} inet n - n - - smtpd
          -o smtpd_tls_wrappermode=yes -o smtpd_sasl_auth_enable=yes
          -o smtpd_client_restrictions=permit_sasl_authenticated,reject
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        proxymap unix - - n - - proxymap
        proxywrite unix - - n - 1 proxymap
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        error unix - - n - - error
        retry unix - - n - - error
        virtual unix - n n - - virtual
        anvil unix - - n - 1 anvil
        postlog unix-dgram n - n - 1 postlogd
        gone unix - n n - - pipe user=nobody argv={folder}/gone

        """;

    private static string DovecotFile(string folder, string password) =>
        $$"""
        base_dir = {{folder}}/dovecot
        log_path = {{folder}}/dovecot.log
        protocols =
        ssl = no
        auth_mechanisms = plain login
        passdb {
          driver = static
          args = password={{password}}
        }
        userdb {
          driver = static
          args = uid=daemon gid=daemon home=/nonexistent
        }
        service auth {
          unix_listener {{folder}}/queue/private/auth {
            mode = 0660
            user = postfix
            group = postfix
          }
        }

        """;
}
