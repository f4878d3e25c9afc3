using Kilter.Frames;
using Kilter.Sources;
using Kilter.SystemTests.Programs;

namespace Kilter.SystemTests.Sources;

public sealed class SourceCatalogTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Entries_are_sorted_and_tell_what_to_type()
    {
        Assert.Equal(SourceCatalog.All.Select(entry => entry.Name).Order(StringComparer.Ordinal), SourceCatalog.All.Select(entry => entry.Name));
        Assert.All(SourceCatalog.All, entry => Assert.NotEmpty(entry.Example));
    }

    [Fact]
    public void A_file_is_told_by_its_content_not_its_name()
    {
        Assert.IsType<JsonLinesSource>(SourceCatalog.Open(Write("a.csv", "{\"a\":1}\n{\"a\":2}\n")));
        Assert.IsType<CsvSource>(SourceCatalog.Open(Write("b.json", "1,2\n3,4\n")));
        Assert.IsType<StandardInputSource>(SourceCatalog.Open("-"));
        Assert.IsType<FolderSource>(SourceCatalog.Open(_folder.Path));
        Assert.IsType<CsvSource>(SourceCatalog.Open("csv:" + Write("c.csv", "{1,2\n")));
    }

    [Fact]
    public void A_missing_file_names_those_that_look_alike()
    {
        Write("pump.csv", "1\n");
        Write("pump-2.csv", "1\n");
        Write("other.txt", "1\n");

        var error = Assert.Throws<DataException>(() => SourceCatalog.Open(PathOf("pumps.csv")));

        Assert.Equal($"'{PathOf("pumps.csv")}' does not exist.", error.Message);
        Assert.Equal(["In this folder: pump.csv, pump-2.csv."], error.Expected);
        Assert.Equal([PathOf("pump.csv")], error.Try);
    }

    [Fact]
    public void A_missing_folder_is_named()
        => Assert.Contains("there is no folder", Assert.Throws<DataException>(() => SourceCatalog.Open(PathOf("no/pump.csv"))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_empty_file_and_a_picture_are_refused_at_the_door()
    {
        Assert.StartsWith("'empty.csv' is empty (0 bytes).", Assert.Throws<DataException>(() => SourceCatalog.Open(Write("empty.csv", ""))).Message, StringComparison.Ordinal);
        Assert.Equal("'photo.csv' is not text: it starts like a PNG picture.", Assert.Throws<DataException>(() => SourceCatalog.Open(Write("photo.csv", [0x89, .. "PNG\r\n"u8]))).Message);
    }

    [Fact]
    public void A_file_closed_to_this_user_says_so_and_the_superuser_reads_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var path = Write("closed.csv", "1\n2\n");
        File.SetUnixFileMode(path, UnixFileMode.None);
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Equal("closed.csv", SourceCatalog.Open(path).Name);
            return;
        }

        var error = Assert.Throws<DataException>(() => SourceCatalog.Open(path));

        Assert.Equal($"'{path}' may not be read: permission is denied.", error.Message);
    }

    [Fact]
    public async Task Files_of_a_folder_without_time_are_joined_by_number_with_a_gap_at_each_joint()
    {
        Write("10.csv", ",flow\n0,5\n1,9\n");
        Write("2.csv", ",flow\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i},{i % 5}\n")));
        Write("readme.md", "words");

        var reading = await SourceCatalog.Open(_folder.Path).ReadAsync(ReadOptions.Default, CancellationToken.None);

        Assert.Equal([0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 5, 9], reading.Frame.Values);
        Assert.Equal([new SampleRange(11, 13)], reading.Gaps);
        Assert.Equal("row numbers", reading.Columns[0].Why);
        Assert.Contains(reading.Notes, note => note.Text == "Left out of the folder: readme.md.");
    }

    [Fact]
    public async Task Files_of_a_folder_with_time_are_joined_in_order_of_time()
    {
        Write("a.csv", "time,flow\n2026-01-02,3\n2026-01-03,4\n");
        Write("b.csv", "time,flow\n2026-01-01,1\n");

        var reading = await SourceCatalog.Open(_folder.Path).ReadAsync(ReadOptions.Default, CancellationToken.None);

        Assert.Equal([1, 3, 4], reading.Frame.Values);
    }

    [Fact]
    public async Task A_word_in_a_file_of_a_folder_names_that_file()
    {
        Write("1.csv", "flow,b\n1,2\n3,4\n");
        Write("2.csv", "flow,b\n5,6\noops,8\n");

        var error = await Assert.ThrowsAsync<DataException>(() => SourceCatalog.Open(_folder.Path).ReadAsync(ReadOptions.Default, CancellationToken.None));

        Assert.Equal("2.csv, line 3, column 1 (flow): \"oops\" is not a number.", error.Message);
    }

    [Fact]
    public async Task Files_with_different_columns_are_refused()
    {
        Write("1.csv", "flow,b\n1,2\n3,4\n");
        Write("2.csv", "flow,c\n5,6\n7,8\n");

        var error = await Assert.ThrowsAsync<DataException>(() => SourceCatalog.Open(_folder.Path).ReadAsync(ReadOptions.Default, CancellationToken.None));

        Assert.EndsWith("holds files with different columns: 1.csv and 2.csv.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_readable_file_lists_what_it_holds()
    {
        Write("readme.md", "words");

        var error = await Assert.ThrowsAsync<DataException>(() => SourceCatalog.Open(_folder.Path).ReadAsync(ReadOptions.Default, CancellationToken.None));

        Assert.EndsWith("is a folder without a readable file.", error.Message, StringComparison.Ordinal);
        Assert.Equal("It holds: readme.md.", error.Expected[0]);
    }

    private string PathOf(string name) => Path.Combine(_folder.Path, name);

    private string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    private string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }
}
