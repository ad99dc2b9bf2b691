package render

import "github.com/stance-dev/stance/client"

// Issues draws the packs and their issues.
func Issues(s Style, list client.IssueList) []byte {
	var buf []byte
	for i, p := range list.Packs {
		if i > 0 {
			buf = append(buf, '\n')
		}
		buf = s.paint(buf, bold, clean(p.ID))
		buf = append(buf, " "+clean(p.Version)+"  "...)
		buf = s.paint(buf, dim, fit(p.Digest, 19))
		buf = append(buf, '\n')
		for _, issue := range list.Issues {
			if issue.Pack != p.ID {
				continue
			}
			buf = append(buf, "\n  "...)
			buf = s.paint(buf, cyan, clean(issue.ID))
			buf = append(buf, "  "+clean(issue.Label)+"\n"...)
			for _, line := range wrap(issue.Proposition, s.width()-4) {
				buf = append(buf, "    "+line+"\n"...)
			}
		}
	}
	return buf
}
