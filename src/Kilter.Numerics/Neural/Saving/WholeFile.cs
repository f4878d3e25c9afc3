using System.Globalization;

namespace Kilter.Numerics.Neural.Saving;

/// <summary>Writes files so that a reader finds the whole old file or the whole new one, never a part.</summary>
internal static class WholeFile
{
    /// <summary>Lets <paramref name="write"/> fill a file beside <paramref name="path"/>, and puts it in the place of <paramref name="path"/>.</summary>
    /// <remarks>A link is followed: the file it points to is replaced. Failures of the disk come out as they are, and leave what was there.</remarks>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var written = 0L;
        var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null;
        Replace(target ?? Path.GetFullPath(path), write, ref written);
    }

    /// <summary>The same for a path that is known to be the file itself.</summary>
    /// <param name="target">A full path in a folder that exists.</param>
    /// <param name="write">Fills the stream; should leave it open, since once closed it cannot be forced to disk.</param>
    /// <param name="written">Set on failure: bytes that were written by then.</param>
    public static void Replace(string target, Action<Stream> write, ref long written)
    {
        var (beside, file) = Beside(target);
        var done = false;
        try
        {
            using (file)
            {
                write(file);
                if (file.CanWrite)
                {
                    file.Flush(flushToDisk: true);
                }
            }

            File.Move(beside, target, overwrite: true);
            done = true;
        }
        finally
        {
            if (!done)
            {
                written = new FileInfo(beside).Length;
                File.Delete(beside);
            }
        }
    }

    // Two processes may write the same path at once: each takes a name of its own.
    private static (string Path, FileStream File) Beside(string target)
    {
        var stem = Path.Combine(Path.GetDirectoryName(target)!, "." + Path.GetFileName(target));
        for (var n = 0; ; n++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{stem}.{Environment.ProcessId}-{n}.partial");
            if (!File.Exists(path))
            {
                return (path, new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16));
            }
        }
    }
}
