# Brings new disks into service, as Disk Management does it by hand: online, MBR, one simple NTFS volume.
# A disk that has a partition style is left as it is, so running it again changes nothing.
Get-Disk | Where-Object { $_.PartitionStyle -eq 'RAW' } | ForEach-Object {
    Set-Disk -Number $_.Number -IsOffline $false
    Set-Disk -Number $_.Number -IsReadOnly $false
    Initialize-Disk -Number $_.Number -PartitionStyle MBR
    New-Partition -DiskNumber $_.Number -UseMaximumSize -AssignDriveLetter |
        Format-Volume -FileSystem NTFS -NewFileSystemLabel 'Data' -Confirm:$false
}
