using System.Text;
using Kilter.Artifacts;

namespace Kilter.Tests.Artifacts;

public sealed class SafeFileTests
{
    [Fact]
    public void A_written_file_holds_what_was_written_and_nothing_lies_beside_it()
    {
        using var folder = new TemporaryFolder();

        SafeFile.Write(folder.PathOf("report.html"), stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(folder.PathOf("report.html")));
        Assert.Equal(["report.html"], folder.Names());
    }

    [Fact]
    public void A_writer_that_closes_the_stream_does_no_harm()
    {
        using var folder = new TemporaryFolder();

        SafeFile.Write(folder.PathOf("report.html"), stream =>
        {
            using var writer = new StreamWriter(stream, Encoding.UTF8);
            writer.Write("new");
        });

        Assert.Equal("new", File.ReadAllText(folder.PathOf("report.html")));
        Assert.Equal(["report.html"], folder.Names());
    }

    [Fact]
    public void A_failure_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("report.html"), "old");

        Assert.Throws<InvalidOperationException>(() => SafeFile.Write(folder.PathOf("report.html"), stream =>
        {
            stream.Write(new byte[200_000]);
            throw new InvalidOperationException("halfway");
        }));

        Assert.Equal("old", File.ReadAllText(folder.PathOf("report.html")));
        Assert.Equal(["report.html"], folder.Names());
    }

    [Fact]
    public void A_full_disk_is_told_with_the_size_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<DataException>(() => SafeFile.Write(folder.PathOf("report.html"), stream =>
        {
            stream.Write(new byte[1_300_000]);
            throw new IOException("No space left on device", 28);
        }));

        Assert.EndsWith("report.html' could not be finished: no space left (needed more than 1.3 MB). Nothing was left behind.", error.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Names());
    }

    [Fact]
    public void A_reader_never_sees_the_new_file_before_it_is_whole()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("scores.csv"), "old");
        var seen = "";

        SafeFile.Write(folder.PathOf("scores.csv"), stream =>
        {
            stream.Write("half"u8);
            stream.Flush();
            seen = File.ReadAllText(folder.PathOf("scores.csv"));
        });

        Assert.Equal("old", seen);
    }

    [Fact]
    public void A_link_stays_a_link_and_its_target_is_replaced()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("real.csv"), "old");
        File.CreateSymbolicLink(folder.PathOf("link.csv"), folder.PathOf("real.csv"));

        SafeFile.Write(folder.PathOf("link.csv"), stream => stream.Write("new"u8));

        Assert.NotNull(new FileInfo(folder.PathOf("link.csv")).LinkTarget);
        Assert.Equal("new", File.ReadAllText(folder.PathOf("real.csv")));
    }

    [Fact]
    public void A_folder_that_is_not_there_and_a_folder_as_target_are_named()
    {
        using var folder = new TemporaryFolder();

        var missing = Assert.Throws<DataException>(() => SafeFile.Write(folder.PathOf("no/report.html"), _ => { }));
        var target = Assert.Throws<DataException>(() => SafeFile.Write(folder.PathOf(""), _ => { }));

        Assert.Contains("there is no folder", missing.Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", target.Message, StringComparison.Ordinal);
    }
}
