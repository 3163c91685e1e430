// Every background job and its payload.

/** What jobs that follow a mail are told of it: when it was taken, or refused for good and with which numbers. */
export interface MailOutcome { at: string; refused?: string }

export interface JobPayloads {
  /** Puts into lists and search what an older version of the program wrote. */
  'catch-up': Record<string, never>
  /** Makes the smaller files of a picture that has come in. */
  'picture-renditions': { picture_id: number }
  /** Removes files of pictures that no picture names any more. */
  'remove-picture-files': { renditions: readonly { hash: string; format: 'avif' | 'webp' | 'jpeg' }[]; original?: string }
  /** Takes the files away of a picture whose rights are over. */
  'remove-renditions': { picture_id: number }
  /** Takes pictures off whose rights have ended, and says of others that theirs end soon. */
  'follow-picture-rights': Record<string, never>
  /** Tells by mail whom it concerns. */
  'tell-picture-rights': { picture_id: number; what: 'ended' | 'soon' }
  /** Sees what pictures look like that came in without anybody looking: from an archive, or by an older version. */
  'look-at-pictures': Record<string, never>
  /** Makes a picture of a file that has arrived part by part. */
  'take-upload': { upload_id: string }
  /** Removes files that are still on their way in after a day. */
  'clear-uploads': Record<string, never>
  /** Removes sessions, links and ceremonies whose time is over. */
  'clear-sign-ins': Record<string, never>
  /** Prints pages anew that show a reader's name. */
  'name-changed': { reader_id: number }
  /** Tells those who follow threads what is new in them: at once, once a day. */
  'tell-followers': Record<string, never>
  'tell-followers-daily': Record<string, never>
  /** Removes drafts, links and deleted texts whose time is over. */
  'clear-writing': Record<string, never>
  /** Erases readers whose day of waiting is over. */
  'erase-readers': Record<string, never>
  /** Makes dues of pledges that fall due. */
  'make-dues': Record<string, never>
  /** Counts how far campaigns are. */
  'count-campaigns': { isBetween?: boolean }
  /** Brings the fundraisers' figures up to date. */
  'count-figures': Record<string, never>
  /** Looks whether an article runs at many times the usual, or readers have gone. */
  'watch-audience': Record<string, never>
  /** Puts the changes of working copies together. */
  'compact-writings': Record<string, never>
  /** Sends yesterday's figures to those of the staff who want them. */
  'morning-mails': Record<string, never>
  /** Counts which gifts that followed an appeal have come. */
  'count-given': Record<string, never>
  /** Ends tests of headlines that are decided, or over for another reason. */
  'follow-headline-tests': Record<string, never>
  /** Lets repeated imports find a topic under the number it goes by now; null where it is gone. */
  'topic-merged': { from: number; into: number | null }
  /** Counts how common words are in the paper. */
  'count-common-words': Record<string, never>
  /** Counts which words speak for which topic. */
  'count-topic-words': Record<string, never>
  /** Keeps figures of reading of long ago more coarsely. */
  'fold-figures': Record<string, never>
  /** Signs the totals of days that are over. */
  'sign-totals': Record<string, never>
  /** Looks whether the ledger explains every euro. */
  'check-ledger': Record<string, never>
  /** Notes that the notice of a debit was handed over: without it the debit is not sent. */
  'notice-handed-over': { prenotification_id: number } & MailOutcome
  /** Tells a supporter that a debit came back, and what happens now. */
  'tell-debit-back': { debit_id: number }
  /** Tells a supporter that a debit which was announced does not come: they have transferred its amount. */
  'tell-debit-dropped': { debit_id: number }
  /** Reminds of what has not come, and duns for what is owed. */
  'remind': Record<string, never>
  /** Notes that a reminder or letter was handed over. */
  'dunning-handed-over': { due_id: number; step: 'reminder' | 'last_reminder' | 'payment_reminder' | 'first_letter' | 'last_letter' } & MailOutcome
  /** Asks whoever has agreed to it whether they give more. */
  'ask-for-more': Record<string, never>
  /** Notes that such a question was handed over. */
  'question-handed-over': { question_id: number } & MailOutcome
  /** Thanks a supporter for what has come. */
  'thank-supporter': { due_id: number }
  /** Ends what was cancelled for a day that is over, lets pauses end, and tells the day before. */
  'follow-pledges': Record<string, never>
  /** Forgets which forms were sent, once they can be sent no more. */
  'clear-given-forms': Record<string, never>
  /** Erases supporters whose day of waiting is over, as far as the law allows. */
  'erase-supporters': Record<string, never>
  /** Blocks who has long stopped giving, and erases what has outlived its term. */
  'keep-terms': Record<string, never>
  /** Removes personal links of supporters, and what they opened, when their time is over. */
  'clear-personal-links': Record<string, never>
  /** Asks a payment provider how a payment stands, and settles it by that. */
  'provider-payment': { payment_id: number }
  /** Asks a payment provider whether it keeps what a supporter gave there in place of another card, and has the pledge give by it. */
  'method-change': { method_change_id: number }
  /** Asks about payments of which nothing was heard. */
  'ask-providers': Record<string, never>
  /** Asks what was refunded and disputed, and what was paid out. */
  'provider-accounts': Record<string, never>
  /** Charges what is due by card and the like: looks for it, and one of them. */
  'charge-dues': Record<string, never>
  'charge-due': { due_id: number }
  /** Tells a supporter that a charge failed for the last time. */
  'tell-charge-failed': { payment_id: number }
  /** Has a provider give money back. */
  'provider-refund': { refund_id: number }
  /** Gives back what waited for its money. */
  'refund-due': { due_id: number }
  /** Issues everybody's certificate of a year. */
  'issue-certificates': { year: number; by: string }
  /** The same in January, where it is set so. */
  'certificates-of-last-year': Record<string, never>
  /** Recalls certificates of money that has gone back: of one due, or of all. */
  'recall-certificates': { due_id?: number }
  /** Mails those who want it that an article was moved. */
  'tell-move': { move_id: number }
  /** Asks sources of wires whose time has come, or looks into the folder of one. */
  'ask-wires': Record<string, never>
  'look-into-folder': { wire_id: number }
  /** Removes wires that nobody took over, when their days are over. */
  'clear-wires': Record<string, never>
  /** Saves what was written into an article some seconds ago: of a draft for the desk's lists, of each as a revision. */
  'settle-writing': { article_id: number; by: string }
  /** Thins out revisions that were saved by themselves. */
  'thin-revisions': Record<string, never>
  /** Hands a mail over to the mail server, or puts it into the outbox. */
  'send-mail': { mail_id: number }
}
export type JobName = keyof JobPayloads
